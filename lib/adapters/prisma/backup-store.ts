import type { BackupStore } from '../../backups/ports.ts';
import { backupLists } from './backup-lists.ts';
import { toBackup } from './backup-rows.ts';
import type { Database } from './client.ts';
import { dataKeyColumns } from './data-keys.ts';

/** Backup instances on PostgreSQL. */
export function createBackupStore(database: Database): BackupStore {
  return {
    ...backupLists(database),

    async find(accountId, backupId) {
      const row = await database.backupInstance.findFirst({ where: { id: backupId, accountId } });
      return row ? toBackup(row) : undefined;
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
            fullDueAt: null,
            verifyDueAt: null,
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
