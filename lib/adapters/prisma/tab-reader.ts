import { pageOf, parseCursor, readsBackwards } from '../../kernel/page.ts';
import type { ItemType, TabSort } from '../../snapshots/model.ts';
import type { DayQuery, SnapshotStore, TabQuery } from '../../snapshots/ports.ts';
import type { Connections, Database } from './client.ts';
import { anyContains, escapeLike } from './contains.ts';
import { Prisma } from './generated/client.ts';
import { type Place, readingOf, type SortColumn } from './keyset.ts';
import { readRows } from './tab-rows.ts';

type TabReader = Pick<SnapshotStore, 'laterCounts' | 'tabPage' | 'findRecord'>;

/**
 * The tabs of a day, whatever the number of days: what the full holds is walked along the primary key, which also
 * holds what decides whether a record counts and matches; what came later is read by the points that added it.
 */
export function tabReader({ database }: Connections): TabReader {
  return {
    async laterCounts(backupId, query) {
      const count = (itemType: ItemType) => Prisma.sql`
        SELECT ${itemType} AS item_type,
          (SELECT count(*)::int FROM (${cameLater(backupId, itemType, query)}) i) AS incremental,
          (SELECT count(*)::int FROM (${wasRotated(backupId, itemType, query)}) i) AS rotated`;
      const rows = await database.$queryRaw<{ item_type: string; incremental: number; rotated: number }[]>`
        ${count('KEY')} UNION ALL ${count('SECRET')}`;
      const of = (type: ItemType) => {
        const row = rows.find(({ item_type }) => item_type === type);
        return { incremental: row?.incremental ?? 0, rotated: row?.rotated ?? 0 };
      };
      return { KEY: of('KEY'), SECRET: of('SECRET') };
    },

    async tabPage(backupId, query, request, fullCount) {
      const walks = query.tab === 'full' && query.sort.by === 'id' && request.search === '';
      const reading = walks
        ? await walkFull(database, backupId, query, request, fullCount)
        : await readAll(database, backupId, query, request);
      const rows = await readRows(database, backupId, query.itemType, reading.places);
      const value = new Map(reading.places.map((place) => [place.id, place.value]));
      return pageOf(rows, request, reading.cursor, reading.total, (row) => ({
        value: value.get(row.itemId) ?? '',
        id: row.itemId,
      }));
    },

    async findRecord(backupId, item, fullOrdinal, lastOrdinal, madeBefore) {
      const row = await database.backupRecord.findFirst({
        where: {
          backupInstanceId: backupId,
          itemType: item.itemType,
          itemId: item.itemId,
          fromOrdinal: { lte: lastOrdinal },
          OR: [{ toOrdinal: null }, { toOrdinal: { gt: fullOrdinal } }],
          ...(madeBefore && { itemCreatedAt: { lt: madeBefore } }),
        },
        orderBy: { fromOrdinal: 'desc' },
        select: { itemId: true, fromOrdinal: true },
      });
      if (!row) return undefined;
      return (
        await readRows(database, backupId, item.itemType, [{ id: row.itemId, from: row.fromOrdinal }])
      )[0];
    },
  };
}

type Read = {
  readonly places: readonly (Place & { readonly from: number })[];
  readonly cursor: ReturnType<typeof parseCursor>;
  readonly total: number;
};

/** A page of what the full holds, in the items' order: reads as many rows as it shows. */
async function walkFull(
  database: Database,
  backupId: string,
  query: TabQuery,
  request: Parameters<SnapshotStore['tabPage']>[2],
  total: number,
): Promise<Read> {
  const cursor = parseCursor(request.cursor);
  const backwards = readsBackwards(cursor);
  const beyond =
    cursor && cursor.way !== 'last'
      ? Prisma.sql`AND r.item_id ${backwards ? Prisma.sql`<` : Prisma.sql`>`} ${cursor.id}`
      : Prisma.empty;
  const descends = (query.sort.direction === 'descending') !== backwards;
  const places = await database.$queryRaw<{ value: string; id: string; from: number }[]>`
    SELECT '' AS value, r.item_id AS id, n.from_ordinal AS "from"
    FROM backup_records r, ${newestOf(backupId, query)}
    WHERE ${ofType(backupId, query.itemType)} AND ${aliveAtFull(query)} ${beyond}
    ORDER BY r.item_id ${descends ? Prisma.sql`DESC` : Prisma.sql`ASC`} LIMIT ${request.pageSize + 1}`;
  return { places, cursor, total };
}

/** A page of all that match, sorted. */
async function readAll(
  database: Database,
  backupId: string,
  query: TabQuery,
  request: Parameters<SnapshotStore['tabPage']>[2],
): Promise<Read> {
  const id = { sql: Prisma.sql`i.item_id`, kind: 'text' } as const;
  const { cursor, place, beyond, order, take } = readingOf(
    request,
    sortColumns[query.sort.by],
    query.sort.direction,
    id,
  );
  const rows = await database.$queryRaw<
    { total: number; value: string | null; id: string | null; from: number | null }[]
  >`
    WITH item AS MATERIALIZED (
      SELECT r.item_id, r.alias, r.from_ordinal FROM (${itemsOf(backupId, query)}) r
      WHERE ${matches(request.search)}
    )
    SELECT counted.total, page.* FROM (SELECT count(*)::int AS total FROM item) counted LEFT JOIN LATERAL (
      SELECT ${place}, i.from_ordinal AS "from" FROM item i WHERE ${beyond} ${order} LIMIT ${take}
    ) page ON TRUE`;
  const places = rows.flatMap(({ value, id: itemId, from }) =>
    value === null || itemId === null || from === null ? [] : [{ value, id: itemId, from }],
  );
  return { places, cursor, total: rows[0]?.total ?? 0 };
}

/** Numbers of points in a text that sorts as they do. */
const sortColumns: Readonly<Record<TabSort, SortColumn>> = {
  id: { sql: Prisma.sql`i.item_id`, kind: 'text' },
  alias: { sql: Prisma.sql`lower(coalesce(i.alias, ''))`, kind: 'text' },
  backedUp: { sql: Prisma.sql`lpad(i.from_ordinal::text, 10, '0')`, kind: 'text' },
};

/** Case is ignored. Plain letters take the quick way; folding those of every script costs a microsecond each. */
function matches(search: string): Prisma.Sql {
  if (search === '') return Prisma.sql`TRUE`;
  const columns = [Prisma.sql`r.item_id`, Prisma.sql`r.alias`];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: every plain character, whatever it is
  if (!/^[\x00-\x7f]*$/.test(search)) return anyContains(columns, search);
  const part = `%${escapeLike(search)}%`;
  return Prisma.sql`(${Prisma.join(
    columns.map((column) => Prisma.sql`${column} COLLATE "C" ILIKE ${part}`),
    ' OR ',
  )})`;
}

/** The items of a tab with their newest record: item_id, alias, from_ordinal. */
function itemsOf(backupId: string, query: TabQuery): Prisma.Sql {
  switch (query.tab) {
    case 'full':
      return inFull(backupId, query);
    case 'incremental':
      return cameLater(backupId, query.itemType, query);
    case 'rotated':
      return wasRotated(backupId, query.itemType, query);
  }
}

const ofType = (backupId: string, itemType: ItemType): Prisma.Sql =>
  Prisma.sql`r.backup_instance_id = ${backupId} AND r.item_type = ${itemType}`;

const aliveAtFull = ({ fullOrdinal }: DayQuery): Prisma.Sql =>
  Prisma.sql`r.from_ordinal <= ${fullOrdinal} AND (r.to_ordinal IS NULL OR r.to_ordinal > ${fullOrdinal})`;

/**
 * The item's newest record up to the point, as `n`. What was made after the day's end, before the capture that
 * closes it, belongs to the next day.
 */
const newestOf = (backupId: string, { lastOrdinal, to }: DayQuery): Prisma.Sql => Prisma.sql`LATERAL (
  SELECT newest.item_id, newest.alias, newest.from_ordinal FROM backup_records newest
  WHERE newest.backup_instance_id = ${backupId} AND newest.item_type = r.item_type AND newest.item_id = r.item_id
    AND newest.from_ordinal <= ${lastOrdinal} AND newest.item_created_at < ${to}
  ORDER BY newest.from_ordinal DESC LIMIT 1) n`;

/** Nearly all are unchanged since the full; only those closed by the point have to be looked up. */
function inFull(backupId: string, query: TabQuery): Prisma.Sql {
  const { fullOrdinal, lastOrdinal, itemType } = query;
  return Prisma.sql`
    SELECT r.item_id, r.alias, r.from_ordinal FROM backup_records r
    WHERE ${ofType(backupId, itemType)} AND r.from_ordinal <= ${fullOrdinal}
      AND (r.to_ordinal IS NULL OR r.to_ordinal > ${lastOrdinal})
    UNION ALL
    SELECT n.item_id, n.alias, n.from_ordinal FROM backup_records r, ${newestOf(backupId, query)}
    WHERE ${ofType(backupId, itemType)} AND r.from_ordinal <= ${fullOrdinal}
      AND r.to_ordinal > ${fullOrdinal} AND r.to_ordinal <= ${lastOrdinal}`;
}

/** In a later point of the day, but not in its full. */
function cameLater(backupId: string, itemType: ItemType, query: DayQuery): Prisma.Sql {
  const { fullOrdinal, lastOrdinal, to } = query;
  return Prisma.sql`
    SELECT DISTINCT ON (r.item_id) r.item_id, r.alias, r.from_ordinal FROM backup_records r
    WHERE ${ofType(backupId, itemType)} AND r.from_ordinal > ${fullOrdinal} AND r.from_ordinal <= ${lastOrdinal}
      AND r.item_created_at < ${to}
      AND NOT EXISTS (SELECT 1 FROM backup_records f
        WHERE f.backup_instance_id = ${backupId} AND f.item_type = r.item_type AND f.item_id = r.item_id
          AND f.from_ordinal <= ${fullOrdinal} AND (f.to_ordinal IS NULL OR f.to_ordinal > ${fullOrdinal}))
    ORDER BY r.item_id, r.from_ordinal DESC`;
}

/**
 * Rotated within the day, by a record of the day. Such a record was added by its full or later: by the point before
 * it at the earliest, whose capture may have begun just before midnight.
 */
function wasRotated(backupId: string, itemType: ItemType, query: DayQuery): Prisma.Sql {
  const { fullOrdinal, lastOrdinal, from, to } = query;
  return Prisma.sql`
    SELECT n.item_id, n.alias, n.from_ordinal FROM (
      SELECT DISTINCT r.item_type, r.item_id FROM backup_records r
      WHERE ${ofType(backupId, itemType)} AND r.from_ordinal BETWEEN ${fullOrdinal - 1} AND ${lastOrdinal}
        AND (r.to_ordinal IS NULL OR r.to_ordinal > ${fullOrdinal}) AND r.item_created_at < ${to}
        AND r.item_rotated_at >= ${from} AND r.item_rotated_at < ${to}
    ) r, ${newestOf(backupId, query)}`;
}
