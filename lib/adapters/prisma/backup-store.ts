import type { BackupListItem } from '../../backups/model.ts';
import type { BackupStore } from '../../backups/ports.ts';
import { toActivity, toBackup } from './backup-rows.ts';
import type { Database } from './client.ts';
import { containsAny } from './contains.ts';
import { dataKeyColumns } from './data-keys.ts';
import type { BackupInstance as BackupRow } from './generated/client.ts';

/** Backup instances on PostgreSQL. */
export function createBackupStore(database: Database): BackupStore {
  return {
    async find(accountId, backupId) {
      const row = await database.backupInstance.findFirst({ where: { id: backupId, accountId } });
      return row ? toBackup(row) : undefined;
    },

    async findListed(accountId, backupId) {
      const row = await database.backupInstance.findFirst({ where: { id: backupId, accountId } });
      return row ? (await listItems(database, [row]))[0] : undefined;
    },

    async list(accountId, regionId, filter) {
      const rows = await database.backupInstance.findMany({
        where: { accountId, regionId, ...(filter.state ? { state: filter.state } : {}) },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      const items = (await listItems(database, rows)).filter((item) =>
        containsAny(filter.search, [item.id, item.alias, item.sourceInstanceId, item.sourceName]),
      );
      return { items, total: items.length, next: null, previous: null };
    },

    async ofSource(accountId, instanceId) {
      const rows = await database.backupInstance.findMany({
        where: { accountId, sourceInstanceId: instanceId },
        orderBy: { createdAt: 'asc' },
      });
      return rows.map(toBackup);
    },

    async associate(association) {
      return database.$transaction(async (tx) => {
        // Shared by those who enable; a release waits for it, or was first.
        const source = await tx.$queryRaw<{ id: string }[]>`
          SELECT id FROM kms_instances
          WHERE id = ${association.sourceInstanceId} AND account_id = ${association.accountId}
            AND released_at IS NULL
          FOR SHARE`;
        if (source.length === 0) return 'source-gone';
        const { count } = await tx.backupInstance.updateMany({
          where: {
            id: association.backupId,
            accountId: association.accountId,
            state: 'DISABLED',
            epoch: association.seenEpoch,
          },
          data: {
            state: 'ENABLED',
            alias: association.alias,
            sourceInstanceId: association.sourceInstanceId,
            enabledAt: association.enabledAt,
            dueAt: association.dueAt,
            dataKeyId: association.dataKey.id,
            epoch: association.seenEpoch + 1,
            headOrdinal: 0,
            lastLookAt: null,
            damagedItems: [],
            headMac: null,
            throughSeq: 0n,
            leaseToken: null,
            leaseUntil: null,
          },
        });
        if (count === 0) return 'changed';
        await tx.dataKey.create({ data: dataKeyColumns(association.dataKey, association.enabledAt) });
        return 'associated';
      });
    },

    async ensureDefaults(instances) {
      await database.backupInstance.createMany({
        data: instances.map((instance) => ({
          id: instance.id,
          accountId: instance.accountId,
          regionId: instance.regionId,
          type: instance.type,
          queryableDays: instance.queryableDays,
          createdAt: instance.createdAt,
        })),
        skipDuplicates: true,
      });
    },
  };
}

async function listItems(database: Database, rows: readonly BackupRow[]): Promise<BackupListItem[]> {
  const ids = rows.map((row) => row.id);
  const sourceIds = rows.flatMap((row) => (row.sourceInstanceId ? [row.sourceInstanceId] : []));
  const [sources, heads, runs] = await Promise.all([
    database.kmsInstance.findMany({ where: { id: { in: sourceIds } } }),
    database.backupPoint.findMany({
      where: { OR: rows.map((row) => ({ backupInstanceId: row.id, ordinal: row.headOrdinal })) },
    }),
    database.snapshotRun.findMany({ where: { backupInstanceId: { in: ids } } }),
  ]);
  const byId = <T extends { backupInstanceId: string }>(list: readonly T[]) =>
    new Map(list.map((entry) => [entry.backupInstanceId, entry]));
  const sourceById = new Map(sources.map((source) => [source.id, source]));
  const headById = byId(heads);
  const runById = byId(runs);
  return rows.map((row) => {
    const source = row.sourceInstanceId ? sourceById.get(row.sourceInstanceId) : undefined;
    const head = headById.get(row.id);
    const run = runById.get(row.id);
    return {
      ...toBackup(row),
      sourceName: source?.name ?? null,
      sourceReleased: source?.releasedAt != null,
      latestBackupAt: row.lastLookAt,
      keyCount: head?.keyCount ?? 0,
      secretCount: head?.secretCount ?? 0,
      damagedItems: row.damagedItems,
      activity: run && run.epoch === row.epoch ? toActivity(run) : null,
    };
  });
}
