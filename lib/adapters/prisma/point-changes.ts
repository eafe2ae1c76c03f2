import type { HistoryStore } from '../../snapshots/history-ports.ts';
import type { ChangedRow, ChangeKind, ChangeQuery, ChangeSpan } from '../../snapshots/model.ts';
import { changeKinds } from '../../snapshots/model.ts';
import type { Database } from './client.ts';
import { anyContains } from './contains.ts';
import { Prisma } from './generated/client.ts';
import type { SortColumn } from './keyset.ts';
import { itemTypeOf, toRecord } from './record-rows.ts';
import { readSmallList } from './small-list.ts';

type Changes = Pick<HistoryStore, 'changeCounts' | 'changePage'>;

/** What differs between two points: read along the points in between, so that it costs what changed there. */
export function pointChanges(database: Database): Changes {
  return {
    async changeCounts(backupId, span) {
      const rows = await database.$queryRaw<{ item_type: string; kind: string; count: bigint }[]>`
        SELECT c.item_type, c.kind, count(*) AS count FROM ${changedItems(backupId, span)} c
        GROUP BY c.item_type, c.kind`;
      const count = (type: string, kind: ChangeKind) =>
        Number(rows.find((row) => row.item_type === type && row.kind === kind)?.count ?? 0);
      const of = (type: string) => ({
        created: count(type, 'created'),
        rotated: count(type, 'rotated'),
        changed: count(type, 'changed'),
        deleted: count(type, 'deleted'),
      });
      return { KEY: of('KEY'), SECRET: of('SECRET') };
    },

    async changePage(backupId, query, request) {
      const page = await readSmallList(
        database,
        {
          from: Prisma.sql`${changedItems(backupId, query)} c`,
          id: Prisma.sql`c.ref COLLATE "C"`,
          column: columns[query.sort.by],
          direction: query.sort.direction,
          conditions: conditionsOf(query, request.search),
        },
        request,
      );
      return { ...page, items: await changedRows(database, backupId, query, page.items) };
    },
  };
}

const columns: Record<ChangeQuery['sort']['by'], SortColumn> = {
  item: { sql: Prisma.sql`lower(coalesce(c.alias, c.item_id)) COLLATE "und-x-icu"`, kind: 'text' },
  when: { sql: Prisma.sql`lpad(c.changed_ordinal::text, 10, '0') COLLATE "C"`, kind: 'text' },
};

function conditionsOf(query: ChangeQuery, search: string): Prisma.Sql[] {
  const conditions = [Prisma.sql`TRUE`];
  if (query.itemType !== null) conditions.push(Prisma.sql`c.item_type = ${query.itemType}`);
  if (query.kind !== null) conditions.push(Prisma.sql`c.kind = ${query.kind}`);
  if (search !== '') conditions.push(anyContains([Prisma.sql`c.item_id`, Prisma.sql`c.alias`], search));
  return conditions;
}

type ChangedKey = {
  ref: string;
  item_type: string;
  item_id: string;
  kind: string;
  first_ordinal: number | null;
  second_ordinal: number | null;
  changed_ordinal: number;
};

/**
 * The items that are others at the second point, one row each: the ordinals of the record alive at the first point
 * and at the second, and of the last change in between. What came and went in between, or is as it was, is left out.
 */
function changedItems(backupId: string, { first, second }: ChangeSpan): Prisma.Sql {
  const columns = Prisma.sql`item_type, item_id, alias, from_ordinal, to_ordinal, content_hash, version_count,
    item_rotated_at`;
  const atFirst = Prisma.sql`from_ordinal <= ${first}`;
  const atSecond = Prisma.sql`(to_ordinal IS NULL OR to_ordinal > ${second})`;
  return Prisma.sql`(
    SELECT i.*, i.item_type || ' ' || i.item_id AS ref,
      CASE WHEN i.first_ordinal IS NULL THEN 'created' WHEN i.second_ordinal IS NULL THEN 'deleted'
        WHEN i.second_versions > i.first_versions
          OR i.second_rotated > coalesce(i.first_rotated, timestamptz 'epoch') THEN 'rotated'
        ELSE 'changed' END AS kind
    FROM (
      SELECT item_type, item_id,
        max(from_ordinal) FILTER (WHERE ${atFirst}) AS first_ordinal,
        max(from_ordinal) FILTER (WHERE ${atSecond}) AS second_ordinal,
        max(CASE WHEN ${atSecond} THEN from_ordinal ELSE to_ordinal END) AS changed_ordinal,
        coalesce(max(alias) FILTER (WHERE ${atSecond}), max(alias) FILTER (WHERE ${atFirst})) AS alias,
        max(encode(content_hash, 'hex')) FILTER (WHERE ${atFirst}) AS first_hash,
        max(encode(content_hash, 'hex')) FILTER (WHERE ${atSecond}) AS second_hash,
        max(version_count) FILTER (WHERE ${atFirst}) AS first_versions,
        max(version_count) FILTER (WHERE ${atSecond}) AS second_versions,
        max(item_rotated_at) FILTER (WHERE ${atFirst}) AS first_rotated,
        max(item_rotated_at) FILTER (WHERE ${atSecond}) AS second_rotated
      FROM (
        SELECT ${columns} FROM backup_records
        WHERE backup_instance_id = ${backupId} AND from_ordinal > ${first} AND from_ordinal <= ${second}
        UNION ALL
        SELECT ${columns} FROM backup_records
        WHERE backup_instance_id = ${backupId} AND to_ordinal > ${first} AND to_ordinal <= ${second}
          AND from_ordinal <= ${first}
      ) touched
      GROUP BY item_type, item_id
    ) i
    WHERE i.first_hash IS DISTINCT FROM i.second_hash
  )`;
}

async function changedRows(
  database: Database,
  backupInstanceId: string,
  span: ChangeSpan,
  refs: readonly string[],
): Promise<ChangedRow[]> {
  if (refs.length === 0) return [];
  const keys = await database.$queryRaw<ChangedKey[]>`
    SELECT c.* FROM ${changedItems(backupInstanceId, span)} c WHERE c.ref IN (${Prisma.join([...refs])})`;
  const wanted = keys.flatMap((key) =>
    [key.first_ordinal, key.second_ordinal].flatMap((fromOrdinal) =>
      fromOrdinal === null ? [] : [{ itemType: key.item_type, itemId: key.item_id, fromOrdinal }],
    ),
  );
  const [rows, points] = await Promise.all([
    database.backupRecord.findMany({ where: { backupInstanceId, OR: wanted } }),
    database.backupPoint.findMany({
      where: { backupInstanceId, ordinal: { in: keys.map((key) => key.changed_ordinal) } },
      select: { ordinal: true, capturedAt: true },
    }),
  ]);
  const records = new Map(
    rows.map((row) => [`${row.itemType} ${row.itemId} ${row.fromOrdinal}`, toRecord(row)]),
  );
  const capturedAt = new Map(points.map((point) => [point.ordinal, point.capturedAt]));
  const keyByRef = new Map(keys.map((key) => [key.ref, key]));
  return refs.flatMap((ref): ChangedRow[] => {
    const key = keyByRef.get(ref);
    const changedAt = key && capturedAt.get(key.changed_ordinal);
    if (!key || !changedAt) return []; // gone since its place was read
    const recordAt = (ordinal: number | null) =>
      ordinal === null ? null : (records.get(`${ref} ${ordinal}`) ?? null);
    return [
      {
        itemType: itemTypeOf(key.item_type),
        itemId: key.item_id,
        kind: kindOf(key.kind),
        changedAt,
        first: recordAt(key.first_ordinal),
        second: recordAt(key.second_ordinal),
      },
    ];
  });
}

function kindOf(text: string): ChangeKind {
  const kind = changeKinds.find((candidate) => candidate === text);
  if (kind === undefined) throw new Error(`An unknown kind of change: ${text}`);
  return kind;
}
