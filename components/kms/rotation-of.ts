/** What a form's `RotationField` says, for an action, which judges it: the days, or null while it is off. */
export function rotationOf(data: FormData, name: string): unknown {
  const text = data.get(name);
  if (text === null) return null;
  return typeof text === 'string' && /^\d{1,4}$/.test(text) ? Number(text) : text;
}
