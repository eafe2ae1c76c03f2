/** What of `next` differs from `was`: all that a form changed, whatever others did. */
export function changedFields<Field extends string>(
  fields: readonly Field[],
  was: Readonly<Record<Field, unknown>>,
  next: Readonly<Record<Field, unknown>>,
): readonly Field[] {
  return fields.filter((field) => !same(was[field], next[field]));
}

/**
 * The fields that the form changed and that are neither as the form showed them nor as it wants them: someone else
 * changed them meanwhile, and that must not be lost silently.
 */
export function changedMeanwhile<Field extends string>(
  fields: readonly Field[],
  was: Readonly<Record<Field, unknown>>,
  next: Readonly<Record<Field, unknown>>,
  current: Readonly<Record<Field, unknown>>,
): readonly Field[] {
  return changedFields(fields, was, next).filter(
    (field) => !same(current[field], was[field]) && !same(current[field], next[field]),
  );
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));

/** Objects as lists by name: the order of tags says nothing. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => [name, inOrder(part)]);
}
