/** One page of a list that is searched, sorted and paged on the server by keyset. */
export type Page<T> = {
  readonly items: readonly T[];
  /** How many match in all. */
  readonly total: number;
  /** Cursors of the pages around this one; null at the ends. */
  readonly next: string | null;
  readonly previous: string | null;
};

export type PageRequest = {
  /** Part of any searched column, case ignored; empty for all. */
  readonly search: string;
  /** Where to go on: a `next` or `previous` of an earlier answer. */
  readonly cursor: string | null;
  readonly pageSize: number;
};

/**
 * A place in a sorted list: the sort value and identity of the row next to it, and the way to read on. The value
 * is an instant in ISO form, or empty where identity alone is the order.
 */
export type Cursor = { readonly way: 'after' | 'before'; readonly value: string; readonly id: string };

export function formatCursor(cursor: Cursor): string {
  return encodeURIComponent(JSON.stringify([cursor.way, cursor.value, cursor.id]));
}

/** A cursor that isn't one (an edited URL) counts as none: the first page. */
export function parseCursor(text: string | null): Cursor | null {
  if (text === null) return null;
  try {
    const parts: unknown = JSON.parse(decodeURIComponent(text));
    if (!Array.isArray(parts) || parts.length !== 3) return null;
    const [way, value, id]: unknown[] = parts;
    if ((way !== 'after' && way !== 'before') || typeof value !== 'string' || typeof id !== 'string')
      return null;
    return isSound(value, id) ? { way, value, id } : null;
  } catch {
    return null;
  }
}

/** Whether a database takes both: no NUL, and no year that only JavaScript knows. */
function isSound(value: string, id: string): boolean {
  return (value === '' || /^[12]\d{3}-\d\d-\d\dT[\d:.]{12}Z$/.test(value)) && !id.includes('\0');
}

/**
 * Makes a page of rows read by keyset. `rows` holds up to `pageSize + 1` rows in the order they were read:
 * the one too many tells that there is more that way.
 */
export function pageOf<T>(
  rows: readonly T[],
  request: PageRequest,
  total: number,
  place: (row: T) => { readonly value: string; readonly id: string },
): Page<T> {
  const cursor = parseCursor(request.cursor);
  const backwards = cursor?.way === 'before';
  const more = rows.length > request.pageSize;
  const kept = rows.slice(0, request.pageSize);
  const items = backwards ? kept.toReversed() : kept;
  const first = items[0];
  const last = items.at(-1);
  const hasNext = backwards ? true : more;
  const hasPrevious = backwards ? more : cursor !== null;
  return {
    items,
    total,
    next: hasNext && last !== undefined ? formatCursor({ way: 'after', ...place(last) }) : null,
    previous: hasPrevious && first !== undefined ? formatCursor({ way: 'before', ...place(first) }) : null,
  };
}
