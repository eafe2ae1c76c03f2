/** What a form's `TagsField` holds, for an action, which judges it. */
export function tagsOf(data: FormData, name = 'tags'): unknown {
  const text = data.get(name);
  return typeof text === 'string' ? JSON.parse(text) : {};
}
