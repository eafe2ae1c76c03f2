import { type Page, type PageRequest, pageOf } from '../../kernel/page.ts';
import type { SortDirection } from '../../kernel/sort.ts';
import type { Database } from './client.ts';
import { Prisma } from './generated/client.ts';
import { cursorOfRest, type IdColumn, type Place, readingOf, type SortColumn } from './keyset.ts';

/** A list of at most some thousands: of instances, of backup instances. */
export type SmallList = {
  /** Tables, and the condition that says what the list holds. */
  readonly from: Prisma.Sql;
  readonly conditions: readonly Prisma.Sql[];
  readonly id: Prisma.Sql;
  readonly column: SortColumn;
  readonly direction: SortDirection;
};

/** The ids of one page, and how many match in all. */
export async function readSmallList(
  database: Database,
  list: SmallList,
  request: PageRequest,
): Promise<Page<string>> {
  const id: IdColumn = { sql: list.id, kind: 'text' };
  const { cursor, place, beyond, order, take } = readingOf(request, list.column, list.direction, id);
  const matching = Prisma.sql`FROM ${list.from} WHERE ${Prisma.join([...list.conditions], ' AND ')}`;
  const [counted, rows] = await Promise.all([
    database.$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total ${matching}`,
    database.$queryRaw<Place[]>`SELECT ${place} ${matching} AND ${beyond} ${order} LIMIT ${take}`,
  ]);
  const total = Number(counted[0]?.total ?? 0);
  if (rows.length === 0 && total > 0 && cursor !== null) {
    return readSmallList(database, list, { ...request, cursor: cursorOfRest(cursor) });
  }
  const page = pageOf(rows, request, cursor, total, (row) => row);
  return { ...page, items: page.items.map((row) => row.id) };
}
