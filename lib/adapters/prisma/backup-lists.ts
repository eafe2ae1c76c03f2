import type { BackupListItem } from '../../backups/model.ts';
import type { BackupFilter, BackupStore } from '../../backups/ports.ts';
import { toActivity, toBackup, toVerification } from './backup-rows.ts';
import type { Database } from './client.ts';
import { anyContains } from './contains.ts';
import { damageReach } from './damage-reach.ts';
import { type BackupInstance as BackupRow, Prisma } from './generated/client.ts';
import type { SortColumn } from './keyset.ts';
import { readSmallList } from './small-list.ts';

type Lists = Pick<BackupStore, 'findListed' | 'list' | 'listAll' | 'schedule'>;

/** Backup instances with what the Backups page shows of each. */
export function backupLists(database: Database): Lists {
  return {
    async findListed(accountId, backupId) {
      const row = await database.backupInstance.findFirst({ where: { id: backupId, accountId } });
      return row ? (await listItems(database, [row]))[0] : undefined;
    },

    async list(accountId, regionId, filter) {
      const page = await readSmallList(
        database,
        {
          from: Prisma.sql`backup_instances b LEFT JOIN kms_instances s ON s.id = b.source_instance_id`,
          id: Prisma.sql`b.id`,
          column: columns[filter.sort.by],
          direction: filter.sort.direction,
          conditions: conditionsOf(accountId, regionId, filter),
        },
        filter,
      );
      const rows = await database.backupInstance.findMany({ where: { id: { in: [...page.items] } } });
      const byId = new Map((await listItems(database, rows)).map((item) => [item.id, item]));
      return {
        ...page,
        items: page.items.flatMap((id) => {
          const item = byId.get(id);
          return item ? [item] : []; // gone since its place was read
        }),
      };
    },

    async listAll(accountId, regionId) {
      const rows = await database.backupInstance.findMany({
        where: { accountId, regionId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return listItems(database, rows);
    },

    async schedule(accountId, regionId, now) {
      // What `backupHealth` calls a failure or damage, of every enabled one; the rest, of those with a next slot.
      const rows = await database.$queryRaw<
        { id: string; enabledAt: Date; lookedAt: Date | null; isScheduled: boolean; isAiling: boolean }[]
      >`
        SELECT b.id, coalesce(b.enabled_at, b.created_at) AS "enabledAt", b.last_look_at AS "lookedAt",
          b.due_at IS NOT NULL AS "isScheduled",
          cardinality(b.damaged_items) > 0 OR coalesce(r.finished_at IS NOT NULL AND r.error IS NOT NULL, false)
            OR v.error IS NOT NULL OR coalesce(v.verified_at IS NOT NULL
              AND v.damaged_count + cardinality(v.broken_points) > 0, false) AS "isAiling"
        FROM backup_instances b
        LEFT JOIN snapshot_runs r ON r.backup_instance_id = b.id AND r.epoch = b.epoch
        LEFT JOIN verifications v ON v.backup_instance_id = b.id AND v.epoch = b.epoch
        WHERE b.account_id = ${accountId} AND b.region_id = ${regionId} AND b.state = 'ENABLED'
          AND (b.expires_at IS NULL OR b.expires_at > ${now})`;
      const scheduled = rows.filter((row) => row.isScheduled);
      const looks = scheduled.flatMap(({ lookedAt }) => (lookedAt ? [lookedAt] : []));
      const byTime = (one: Date, other: Date) => one.getTime() - other.getTime();
      return {
        count: scheduled.length,
        newest: looks.toSorted(byTime).at(-1) ?? null,
        oldest: scheduled.map((row) => row.lookedAt ?? row.enabledAt).toSorted(byTime)[0] ?? null,
        ailing: rows.filter((row) => row.isAiling).length,
        scheduled: scheduled.map(({ id, enabledAt }) => ({ id, enabledAt })),
      };
    },
  };
}

const columns: Record<BackupFilter['sort']['by'], SortColumn> = {
  alias: { sql: Prisma.sql`coalesce(b.alias, '') COLLATE "und-x-icu"`, kind: 'text' },
  latest: { sql: Prisma.sql`coalesce(b.last_look_at, timestamptz 'epoch')`, kind: 'instant' },
  created: { sql: Prisma.sql`b.created_at`, kind: 'instant' },
};

function conditionsOf(accountId: string, regionId: string, filter: BackupFilter): Prisma.Sql[] {
  const conditions = [Prisma.sql`b.account_id = ${accountId} AND b.region_id = ${regionId}`];
  if (filter.state !== null) conditions.push(Prisma.sql`b.state = ${filter.state}::backup_state`);
  if (filter.type !== null) conditions.push(Prisma.sql`b.type = ${filter.type}::backup_type`);
  if (filter.search !== '') {
    const searched = [
      Prisma.sql`b.id`,
      Prisma.sql`b.alias`,
      Prisma.sql`b.source_instance_id`,
      Prisma.sql`s.name`,
    ];
    conditions.push(anyContains(searched, filter.search));
  }
  return conditions;
}

async function listItems(database: Database, rows: readonly BackupRow[]): Promise<BackupListItem[]> {
  const ids = rows.map((row) => row.id);
  const sourceIds = rows.flatMap((row) => (row.sourceInstanceId ? [row.sourceInstanceId] : []));
  const [sources, heads, runs, verifications] = await Promise.all([
    database.kmsInstance.findMany({ where: { id: { in: sourceIds } } }),
    database.backupPoint.findMany({
      where: { OR: rows.map((row) => ({ backupInstanceId: row.id, ordinal: row.headOrdinal })) },
    }),
    database.snapshotRun.findMany({ where: { backupInstanceId: { in: ids } } }),
    database.verification.findMany({ where: { backupInstanceId: { in: ids } } }),
  ]);
  const reach = await damageReach(database, verifications);
  const byId = <T extends { backupInstanceId: string }>(list: readonly T[]) =>
    new Map(list.map((entry) => [entry.backupInstanceId, entry]));
  const sourceById = new Map(sources.map((source) => [source.id, source]));
  const headById = byId(heads);
  const runById = byId(runs);
  const verificationById = byId(verifications);
  return rows.map((row) => {
    const source = row.sourceInstanceId ? sourceById.get(row.sourceInstanceId) : undefined;
    const head = headById.get(row.id);
    const lastRun = runById.get(row.id);
    const run = lastRun?.epoch === row.epoch ? lastRun : undefined;
    const verification = verificationById.get(row.id);
    const reached = reach.get(row.id);
    // Of a source that was released no slot comes any more: what is damaged to the end reaches its last one.
    const damagedUntil = reached ? (reached.until ?? (source?.releasedAt ? row.lastLookAt : null)) : null;
    return {
      ...toBackup(row),
      sourceName: source?.name ?? null,
      sourceReleased: source?.releasedAt != null,
      latestBackupAt: row.lastLookAt,
      keyCount: head?.keyCount ?? 0,
      secretCount: head?.secretCount ?? 0,
      damagedItems: row.damagedItems,
      activity: run ? toActivity(run) : null,
      lastFailure: run?.lastError && run.lastErrorAt ? { at: run.lastErrorAt, code: run.lastError } : null,
      verification: verification?.epoch === row.epoch ? toVerification(verification, damagedUntil) : null,
    };
  });
}
