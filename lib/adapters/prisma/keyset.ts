import { type Cursor, type PageRequest, parseCursor } from '../../kernel/page.ts';

/**
 * Keyset paging over rows sorted by creation, newest first, then by uid. A malformed place in a cursor
 * counts as the first page.
 */
export function newestFirst(request: PageRequest) {
  const cursor = parseCursor(request.cursor);
  const place = cursor && creationPlace(cursor);
  const backwards = place !== null && cursor?.way === 'before';
  const order = backwards ? ('asc' as const) : ('desc' as const);
  const beyond = place && (backwards ? { gt: place.createdAt } : { lt: place.createdAt });
  const beside = place && (backwards ? { gt: place.uid } : { lt: place.uid });
  return {
    where:
      place && beyond && beside
        ? { OR: [{ createdAt: beyond }, { createdAt: place.createdAt, uid: beside }] }
        : {},
    orderBy: [{ createdAt: order }, { uid: order }],
    take: request.pageSize + 1,
  };
}

function creationPlace(cursor: Cursor): { createdAt: Date; uid: bigint } | null {
  const createdAt = new Date(cursor.value);
  if (Number.isNaN(createdAt.getTime()) || !/^\d{1,18}$/.test(cursor.id)) return null;
  return { createdAt, uid: BigInt(cursor.id) };
}

export const creationOf = (row: { readonly createdAt: Date; readonly uid: bigint }) => ({
  value: row.createdAt.toISOString(),
  id: row.uid.toString(),
});
