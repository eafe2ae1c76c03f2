import { pageOf, parseCursor, readsBackwards } from '../../kernel/page.ts';
import type { ItemType } from '../../snapshots/model.ts';
import type { OpenRecord, SnapshotStore, TabQuery, TabRow } from '../../snapshots/ports.ts';
import { toPoint } from './backup-rows.ts';
import type { Connections, Database } from './client.ts';
import { escapeLike } from './contains.ts';
import { Prisma } from './generated/client.ts';
import { readLive } from './live-items.ts';

type Views = Pick<
  SnapshotStore,
  | 'points'
  | 'liveItems'
  | 'fullPoints'
  | 'newestPoint'
  | 'changes'
  | 'aliveAt'
  | 'chainHead'
  | 'tabCounts'
  | 'tabPage'
  | 'findRecord'
>;

/** What was backed up, as View Data and restores read it. */
export function snapshotViews({ database, pool }: Connections): Views {
  return {
    async points(backupInstanceId, from, to) {
      const rows = await database.backupPoint.findMany({
        where: { backupInstanceId, ordinal: { gte: from, lte: to } },
        orderBy: { ordinal: 'asc' },
      });
      return rows.map(toPoint);
    },

    liveItems: (instanceId, items) => readLive(database, instanceId, items),

    async fullPoints(backupInstanceId, from, to) {
      const rows = await database.backupPoint.findMany({
        where: { backupInstanceId, kind: 'FULL', slotAt: { gte: from, lt: to } },
        orderBy: { ordinal: 'asc' },
      });
      return rows.map(toPoint);
    },

    async newestPoint(backupInstanceId, notAfter) {
      const row = await database.backupPoint.findFirst({
        where: { backupInstanceId, slotAt: { lte: notAfter } },
        orderBy: { ordinal: 'desc' },
      });
      return row ? toPoint(row) : undefined;
    },

    async changes(backupInstanceId, from, to) {
      const span = { gte: from, lte: to };
      const select = { itemType: true, itemId: true, fromOrdinal: true, toOrdinal: true, contentHash: true };
      const [added, closed] = await Promise.all([
        database.backupRecord.findMany({ where: { backupInstanceId, fromOrdinal: span }, select }),
        database.backupRecord.findMany({ where: { backupInstanceId, toOrdinal: span }, select }),
      ]);
      return {
        added: added.map((row) => ({ ...row, itemType: itemTypeOf(row.itemType) })),
        closed: closed.map((row) => ({
          ...row,
          itemType: itemTypeOf(row.itemType),
          toOrdinal: row.toOrdinal ?? 0,
        })),
      };
    },

    async aliveAt(backupId, ordinal) {
      const { rows } = await pool.query<Omit<OpenRecord, 'contentHash'> & { contentHash: Buffer }>(
        `SELECT item_type AS "itemType", item_id AS "itemId", from_ordinal AS "fromOrdinal",
           content_hash AS "contentHash"
         FROM backup_records
         WHERE backup_instance_id = $1 AND from_ordinal <= $2 AND (to_ordinal IS NULL OR to_ordinal > $2)`,
        [backupId, ordinal],
      );
      return rows.map((row) => ({ ...row, contentHash: new Uint8Array(row.contentHash) }));
    },

    async chainHead(backupId) {
      const row = await database.backupInstance.findUnique({ where: { id: backupId } });
      return row?.headMac ? { ordinal: row.headOrdinal, mac: row.headMac } : undefined;
    },

    async tabCounts(backupId, query) {
      const rows = await database.$queryRaw<CountRow[]>`
        WITH item AS (${dayItems(backupId, query)})
        SELECT item.item_type,
          count(*) FILTER (WHERE item.in_full) AS full,
          count(*) FILTER (WHERE NOT item.in_full) AS incremental,
          count(*) FILTER (WHERE item.rotated) AS rotated
        FROM item GROUP BY item.item_type`;
      const of = (type: ItemType) => {
        const row = rows.find((candidate) => candidate.item_type === type);
        return {
          full: Number(row?.full ?? 0),
          incremental: Number(row?.incremental ?? 0),
          rotated: Number(row?.rotated ?? 0),
        };
      };
      return { KEY: of('KEY'), SECRET: of('SECRET') };
    },

    async tabPage(backupId, query, request) {
      const part = `%${escapeLike(request.search)}%`;
      const matching = Prisma.sql`
        WITH item AS (${dayItems(backupId, query)})
        SELECT r.item_type, r.item_id, r.from_ordinal FROM item
        JOIN backup_records r ON r.backup_instance_id = ${backupId} AND r.item_type = item.item_type
          AND r.item_id = item.item_id AND r.from_ordinal = item.newest
        WHERE r.item_type = ${query.itemType} AND ${inTab(query)}
          AND (r.item_id ILIKE ${part} OR r.alias ILIKE ${part})`;
      const cursor = parseCursor(request.cursor);
      const backwards = readsBackwards(cursor);
      const beyond =
        cursor && cursor.way !== 'last'
          ? Prisma.sql`WHERE m.item_id COLLATE "C" ${backwards ? Prisma.sql`<` : Prisma.sql`>`} ${cursor.id}`
          : Prisma.empty;
      const order = backwards ? Prisma.sql`DESC` : Prisma.sql`ASC`;
      const [keys, counted] = await Promise.all([
        database.$queryRaw<KeyRow[]>`
          SELECT m.item_id, m.from_ordinal FROM (${matching}) m ${beyond}
          ORDER BY m.item_id COLLATE "C" ${order} LIMIT ${request.pageSize + 1}`,
        database.$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total FROM (${matching}) m`,
      ]);
      const rows = await records(database, backupId, query.itemType, keys);
      const total = Number(counted[0]?.total ?? 0);
      return pageOf(rows, request, cursor, total, (row) => ({ value: '', id: row.itemId }));
    },

    async findRecord(backupId, item, fullOrdinal, lastOrdinal) {
      const row = await database.backupRecord.findFirst({
        where: {
          backupInstanceId: backupId,
          itemType: item.itemType,
          itemId: item.itemId,
          fromOrdinal: { lte: lastOrdinal },
          OR: [{ toOrdinal: null }, { toOrdinal: { gt: fullOrdinal } }],
        },
        orderBy: { fromOrdinal: 'desc' },
        select: { itemId: true, fromOrdinal: true },
      });
      if (!row) return undefined;
      const key = { item_id: row.itemId, from_ordinal: row.fromOrdinal };
      return (await records(database, backupId, item.itemType, [key]))[0];
    },
  };
}

type CountRow = { item_type: string; full: bigint; incremental: bigint; rotated: bigint };
type KeyRow = { item_id: string; from_ordinal: number };

/**
 * Every item in any point of the day: its newest record up to the last point, whether the full has it, and whether
 * any record of the day says that it was rotated in it. What was made after the day's end, before the capture that
 * closes it, belongs to the next day.
 */
function dayItems(backupId: string, query: Omit<TabQuery, 'itemType' | 'tab'>): Prisma.Sql {
  return Prisma.sql`
    SELECT item_type, item_id, max(from_ordinal) AS newest,
      bool_or(from_ordinal <= ${query.fullOrdinal}) AS in_full,
      coalesce(bool_or(item_rotated_at >= ${query.from} AND item_rotated_at < ${query.to}), false) AS rotated
    FROM backup_records
    WHERE backup_instance_id = ${backupId} AND from_ordinal <= ${query.lastOrdinal}
      AND (to_ordinal IS NULL OR to_ordinal > ${query.fullOrdinal}) AND item_created_at < ${query.to}
    GROUP BY item_type, item_id`;
}

function inTab(query: TabQuery): Prisma.Sql {
  switch (query.tab) {
    case 'full':
      return Prisma.sql`item.in_full`;
    case 'incremental':
      return Prisma.sql`NOT item.in_full`;
    case 'rotated':
      return Prisma.sql`item.rotated`;
  }
}

/** The records of the keys, in the keys' order, each with the moment when its point was captured. */
async function records(
  database: Database,
  backupInstanceId: string,
  itemType: ItemType,
  keys: readonly KeyRow[],
): Promise<TabRow[]> {
  if (keys.length === 0) return [];
  const [rows, points] = await Promise.all([
    database.backupRecord.findMany({
      where: {
        backupInstanceId,
        itemType,
        OR: keys.map((key) => ({ itemId: key.item_id, fromOrdinal: key.from_ordinal })),
      },
    }),
    database.backupPoint.findMany({
      where: { backupInstanceId, ordinal: { in: [...new Set(keys.map((key) => key.from_ordinal))] } },
      select: { ordinal: true, capturedAt: true },
    }),
  ]);
  const byId = new Map(rows.map((row) => [row.itemId, row]));
  const capturedAt = new Map(points.map((point) => [point.ordinal, point.capturedAt]));
  return keys.flatMap((key): TabRow[] => {
    const row = byId.get(key.item_id);
    const captured = capturedAt.get(key.from_ordinal);
    if (!row || !captured) return [];
    return [
      {
        itemType: itemTypeOf(row.itemType),
        itemId: row.itemId,
        fromOrdinal: row.fromOrdinal,
        toOrdinal: row.toOrdinal,
        alias: row.alias,
        spec: row.spec,
        state: row.state,
        keyId: row.keyId,
        versionCount: row.versionCount,
        itemCreatedAt: row.itemCreatedAt,
        itemRotatedAt: row.itemRotatedAt,
        contentHash: row.contentHash,
        sealed: row.sealed,
        capturedAt: captured,
      },
    ];
  });
}

function itemTypeOf(text: string): ItemType {
  if (text === 'KEY' || text === 'SECRET') return text;
  throw new Error(`A backup record has an unknown item type: ${text}`);
}
