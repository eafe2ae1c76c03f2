export type SortDirection = 'ascending' | 'descending';

/** By what a list is sorted. Rows of the same value are sorted by their identity, the same way. */
export type SortOrder<By extends string> = { readonly by: By; readonly direction: SortDirection };

/** As an address has it: `name`, or `-name` for descending. */
export function formatSort({ by, direction }: SortOrder<string>): string {
  return direction === 'descending' ? `-${by}` : by;
}

/** What isn't one of the known orders counts as the usual one. */
export function parseSort<By extends string>(
  text: string | null,
  known: readonly By[],
  usual: SortOrder<By>,
): SortOrder<By> {
  const name = text?.replace(/^-/, '');
  const by = known.find((candidate) => candidate === name);
  if (text === null || by === undefined) return usual;
  return { by, direction: text.startsWith('-') ? 'descending' : 'ascending' };
}
