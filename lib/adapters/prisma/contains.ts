/** Part of any of the columns, case ignored; % and _ stand for themselves. */
export function anyContains<C extends string>(search: string, columns: readonly C[]) {
  if (search === '') return {};
  const contains = escapeLike(search);
  return { OR: columns.map((column) => ({ [column]: { contains, mode: 'insensitive' as const } })) };
}

/** The same for values at hand. */
export function containsAny(search: string, values: readonly (string | null)[]): boolean {
  const part = search.toLowerCase();
  return values.some((value) => value?.toLowerCase().includes(part));
}

/** A text that LIKE takes letter for letter. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}
