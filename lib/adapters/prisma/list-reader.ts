import { type Page, type PageRequest, pageOf } from '../../kernel/page.ts';
import type { SortDirection } from '../../kernel/sort.ts';
import type { Database } from './client.ts';
import { Prisma } from './generated/client.ts';
import { cursorOfRest, type IdColumn, type Place, readingOf, type SortColumn } from './keyset.ts';

/** A list of very many items (migration "lists"): a narrow table read through, and the items' own walked along. */
export type BigList = {
  readonly accountId: string;
  readonly regionId: string;
  /** `kms_key_list` or `kms_secret_list`, and the items' table. */
  readonly listTable: Prisma.Sql;
  readonly itemTable: Prisma.Sql;
  /** The order, of the items' table `i` (as its index has it) and of the narrow one, `l`. */
  readonly itemColumn: SortColumn;
  readonly listColumn: SortColumn;
  readonly direction: SortDirection;
  /** What narrows the list, of `l`: search and filters. */
  readonly conditions: readonly Prisma.Sql[];
};

/** So many rows are looked at along the order before all that match are looked for: about 3 ms. */
const mostSteps = 1000;

/**
 * The places (uids) of one page, and how many match in all. What is common is found within a few steps along the
 * order's index, what is rare by its trigrams; where neither helps, the narrow table is read through, twice at most.
 */
export async function readBigList(
  database: Database,
  list: BigList,
  request: PageRequest,
): Promise<Page<bigint>> {
  const walk = readingOf(request, list.itemColumn, list.direction, itemId);
  const narrows = list.conditions.length > 0;
  const [total, walked] = await Promise.all([
    countList(database, list),
    narrows ? walkNarrowed(database, list, walk) : walkAll(database, list, walk),
  ]);
  const rows =
    walked.isWhole || total === 0
      ? walked.places
      : await scan(database, list, readingOf(request, list.listColumn, list.direction, listId));
  if (rows.length === 0 && total > 0 && walk.cursor !== null) {
    return readBigList(database, list, { ...request, cursor: cursorOfRest(walk.cursor) });
  }
  const page = pageOf(rows, request, walk.cursor, total, (place) => place);
  return { ...page, items: page.items.map(({ id }) => BigInt(id)) };
}

type Reading = ReturnType<typeof readingOf>;
/** Whole: no more rows than these stand there, or as many as were asked for. */
type Walked = { readonly places: readonly Place[]; readonly isWhole: boolean };

const itemId: IdColumn = { sql: Prisma.sql`i.uid`, kind: 'number' };
const listId: IdColumn = { sql: Prisma.sql`l.uid`, kind: 'number' };

/** The rows of the narrow table that match. */
export function matching({
  accountId,
  regionId,
  listTable,
  conditions,
}: Pick<BigList, 'accountId' | 'regionId' | 'listTable' | 'conditions'>): Prisma.Sql {
  const here = [Prisma.sql`l.account_id = ${accountId}`, Prisma.sql`l.region_id = ${regionId}`];
  return Prisma.sql`FROM ${listTable} l WHERE ${Prisma.join([...here, ...conditions], ' AND ')}`;
}

async function countList(database: Database, list: BigList): Promise<number> {
  const rows = await database.$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total ${matching(list)}`;
  return Number(rows[0]?.total ?? 0);
}

const along = (list: BigList, { place, beyond, order }: Reading): Prisma.Sql => Prisma.sql`
  SELECT i.uid, ${place} FROM ${list.itemTable} i
  WHERE i.account_id = ${list.accountId} AND i.region_id = ${list.regionId} AND i.deleted_at IS NULL AND ${beyond}
  ${order}`;

async function walkAll(database: Database, list: BigList, reading: Reading): Promise<Walked> {
  const places = await database.$queryRaw<Place[]>`
    SELECT s.value, s.id FROM (${along(list, reading)} LIMIT ${reading.take}) s`;
  return { places, isWhole: true };
}

async function walkNarrowed(database: Database, list: BigList, reading: Reading): Promise<Walked> {
  const rows = await database.$queryRaw<{ steps: number; value: string | null; id: string | null }[]>`
    WITH step AS MATERIALIZED (
      SELECT s.*, row_number() OVER () AS number FROM (${along(list, reading)} LIMIT ${mostSteps}) s
    )
    SELECT (SELECT count(*)::int FROM step) AS steps, found.value, found.id
    FROM (SELECT 1) one LEFT JOIN LATERAL (
      SELECT step.value, step.id FROM step JOIN ${list.listTable} l ON l.uid = step.uid
      WHERE ${Prisma.join([...list.conditions], ' AND ')} ORDER BY step.number LIMIT ${reading.take}
    ) found ON TRUE`;
  const places = rows.flatMap(({ value, id }) => (value === null || id === null ? [] : [{ value, id }]));
  return { places, isWhole: places.length === reading.take || (rows[0]?.steps ?? 0) < mostSteps };
}

function scan(database: Database, list: BigList, { place, beyond, order, take }: Reading): Promise<Place[]> {
  return database.$queryRaw<Place[]>`SELECT ${place} ${matching(list)} AND ${beyond} ${order} LIMIT ${take}`;
}
