/** One page of a list that is searched, sorted and paged on the server by keyset. */
export type Page<T> = {
  readonly items: readonly T[];
  /** How many match in all. */
  readonly total: number;
  /** How many stand before the first of the items: exact, unless the list changed while it was paged through. */
  readonly position: number;
  /** Cursors of the pages around this one; null at the ends. */
  readonly next: string | null;
  readonly previous: string | null;
};

export type PageRequest = {
  /** Part of any searched column, case ignored; empty for all. */
  readonly search: string;
  /** Where to go on: a `next` or `previous` of an earlier answer, or `lastPage`. Null: the first page. */
  readonly cursor: string | null;
  readonly pageSize: number;
};

/**
 * A place in a sorted list: the sort value and identity of the row next to it, how many rows stand before the place,
 * and the way to read on. The value is empty where identity alone is the order, and `last` is the list's end.
 */
export type Cursor = {
  readonly way: 'after' | 'before' | 'last';
  readonly value: string;
  readonly id: string;
  readonly position: number;
};

/** The cursor of the last page of any list. */
export const lastPage = 'last';

export function formatCursor({ way, value, id, position }: Cursor): string {
  return way === 'last' ? lastPage : encodeURIComponent(JSON.stringify([way, value, id, position]));
}

/** A cursor that isn't one (an edited URL) counts as none: the first page. */
export function parseCursor(text: string | null): Cursor | null {
  if (text === null) return null;
  if (text === lastPage) return { way: 'last', value: '', id: '', position: 0 };
  try {
    const parts: unknown = JSON.parse(decodeURIComponent(text));
    if (!Array.isArray(parts) || parts.length !== 4) return null;
    const [way, value, id, position]: unknown[] = parts;
    if ((way !== 'after' && way !== 'before') || typeof value !== 'string' || typeof id !== 'string')
      return null;
    if (typeof position !== 'number' || !Number.isSafeInteger(position) || position < 0) return null;
    return isText(value) && isText(id) ? { way, value, id, position } : null;
  } catch {
    return null;
  }
}

/** Whether a database takes it as a text: no NUL. */
const isText = (text: string): boolean => !text.includes('\0');

/** Whether a text is an instant in ISO form that a database takes: no day or year that only JavaScript knows. */
export function isInstant(text: string): boolean {
  const at = /^[12]\d{3}-/.test(text) ? new Date(text) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString() === text;
}

/** Whether the rows of a page are read from its end to its beginning. */
export function readsBackwards(cursor: Cursor | null): boolean {
  return cursor !== null && cursor.way !== 'after';
}

/**
 * Makes a page of rows read by keyset. `rows` holds up to `pageSize + 1` rows in the order they were read:
 * the one too many tells that there is more that way. The last page holds what is left after full ones.
 */
export function pageOf<T>(
  rows: readonly T[],
  request: Pick<PageRequest, 'pageSize'>,
  cursor: Cursor | null,
  total: number,
  place: (row: T) => { readonly value: string; readonly id: string },
): Page<T> {
  const size = cursor?.way === 'last' ? total % request.pageSize || request.pageSize : request.pageSize;
  const more = rows.length > size;
  const kept = rows.slice(0, size);
  const items = readsBackwards(cursor) ? kept.toReversed() : kept;
  const position = positionOf(cursor, items.length, more, total);
  const first = items[0];
  const last = items.at(-1);
  const hasNext = cursor?.way === 'before' || (cursor?.way !== 'last' && more);
  const hasPrevious = readsBackwards(cursor) ? more : cursor !== null;
  const end = position + items.length;
  return {
    items,
    total,
    position,
    next:
      hasNext && last !== undefined ? formatCursor({ way: 'after', ...place(last), position: end }) : null,
    previous:
      hasPrevious && first !== undefined ? formatCursor({ way: 'before', ...place(first), position }) : null,
  };
}

/** The ends are known; between them the cursor's word counts, within what is possible. */
function positionOf(cursor: Cursor | null, count: number, more: boolean, total: number): number {
  const most = Math.max(total - count, 0);
  if (cursor === null) return 0;
  if (cursor.way === 'last') return most;
  if (cursor.way === 'after') return more ? Math.min(cursor.position, most) : most;
  return more ? Math.max(Math.min(cursor.position - count, most), 0) : 0;
}
