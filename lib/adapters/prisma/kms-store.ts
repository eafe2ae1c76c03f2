import type { KmsStore } from '../../kms/ports.ts';
import type { Database } from './client.ts';
import { dataKeyColumns, toDataKey } from './data-keys.ts';
import { dueWork } from './due-work.ts';
import type { DataKey as DataKeyRow } from './generated/client.ts';
import { inInstance, isUniqueViolation } from './instance-lock.ts';
import { instanceUsage, instanceUsages } from './instance-usage.ts';
import { kmsLists } from './kms-lists.ts';
import { toFoundKey, toFoundSecret, toInstance, toKeyVersion, toSecretVersion } from './rows.ts';

const byCreation = [{ createdAt: 'asc' as const }, { versionId: 'asc' as const }];
/** Keys read at once: bounds memory, whatever the instance holds. */
const batchSize = 1000;
/** A secret has up to ten versions of 30 KB. */
const secretBatchSize = 100;

/** The KMS on PostgreSQL. */
export function createKmsStore(database: Database): KmsStore {
  return {
    ...kmsLists(database),
    ...dueWork(database),
    inInstance: inInstance(database),

    async insertInstance(instance, dataKey) {
      try {
        await database.$transaction([
          database.dataKey.create({ data: dataKeyColumns(dataKey, instance.createdAt) }),
          database.kmsInstance.create({
            data: {
              id: instance.id,
              accountId: instance.accountId,
              regionId: instance.regionId,
              name: instance.name,
              type: instance.type,
              keyQuota: instance.keyQuota,
              secretQuota: instance.secretQuota,
              dataKeyId: instance.dataKeyId,
              createdAt: instance.createdAt,
            },
          }),
        ]);
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },

    async findInstance(accountId, instanceId) {
      const row = await database.kmsInstance.findFirst({ where: { id: instanceId, accountId } });
      if (!row) return undefined;
      return { ...toInstance(row), ...(await instanceUsage(database, row.id)) };
    },

    async liveInstances(accountId, regionId) {
      const rows = await database.kmsInstance.findMany({
        where: { accountId, regionId, releasedAt: null },
        orderBy: { name: 'asc' },
      });
      const usageOf = await instanceUsages(
        database,
        rows.map((row) => row.id),
      );
      return rows.map((row) => ({ ...toInstance(row), ...usageOf(row.id) }));
    },

    async findKey(accountId, regionId, keyId) {
      const row = await database.kmsKey.findFirst({
        where: { accountId, regionId, keyId, deletedAt: null },
        include: { versions: { orderBy: byCreation } },
      });
      return row ? toFoundKey(row, row.versions.map(toKeyVersion)) : undefined;
    },

    async findKeyForUse(accountId, regionId, keyId) {
      const [row, dataKeys] = await Promise.all([
        database.kmsKey.findFirst({
          where: { accountId, regionId, keyId, deletedAt: null },
          include: { versions: { orderBy: byCreation } },
        }),
        database.$queryRaw<DataKeyRow[]>`
          SELECT d.id, d.account_id AS "accountId", d.owner_id AS "ownerId", d.root_key_id AS "rootKeyId",
            d.wrapped, d.created_at AS "createdAt"
          FROM kms_keys k
          JOIN kms_instances i ON i.id = k.instance_id AND i.account_id = k.account_id
          JOIN data_keys d ON d.id = i.data_key_id AND d.account_id = i.account_id
          WHERE k.account_id = ${accountId} AND k.region_id = ${regionId} AND k.key_id = ${keyId}
            AND k.deleted_at IS NULL`,
      ]);
      if (!row) return undefined;
      const dataKey = dataKeys.find((each) => each.ownerId === row.instanceId);
      return { ...toFoundKey(row, row.versions.map(toKeyVersion)), dataKey: dataKey && toDataKey(dataKey) };
    },

    async *keysOf(accountId, instanceId) {
      let afterUid = 0n;
      for (;;) {
        const rows = await database.kmsKey.findMany({
          where: {
            accountId,
            instanceId,
            deletedAt: null,
            state: { not: 'PendingCreation' },
            uid: { gt: afterUid },
          },
          orderBy: { uid: 'asc' },
          take: batchSize,
          include: { versions: { orderBy: byCreation } },
        });
        const last = rows.at(-1);
        if (!last) return;
        afterUid = last.uid;
        yield rows.map((row) => toFoundKey(row, row.versions.map(toKeyVersion)));
      }
    },

    async *secretsOf(accountId, instanceId) {
      let afterUid = 0n;
      for (;;) {
        const rows = await database.kmsSecret.findMany({
          where: { accountId, instanceId, deletedAt: null, uid: { gt: afterUid } },
          orderBy: { uid: 'asc' },
          take: secretBatchSize,
          include: { versions: { orderBy: byCreation } },
        });
        const last = rows.at(-1);
        if (!last) return;
        afterUid = last.uid;
        yield rows.map((row) => toFoundSecret(row, row.versions.map(toSecretVersion)));
      }
    },

    async countSecretsOfKey(accountId, regionId, keyId) {
      return database.kmsSecret.count({
        where: { accountId, regionId, deletedAt: null, versions: { some: { keyId } } },
      });
    },

    async namesOfSecretsUnder(accountId, regionId, keyId, most) {
      const rows = await database.kmsSecret.findMany({
        where: { accountId, regionId, deletedAt: null, versions: { some: { keyId } } },
        orderBy: { name: 'asc' },
        take: most,
        select: { name: true },
      });
      return rows.map((row) => row.name);
    },

    async findSecret(accountId, regionId, name) {
      const row = await database.kmsSecret.findFirst({
        where: { accountId, regionId, name, deletedAt: null },
        include: { versions: { orderBy: byCreation } },
      });
      return row ? toFoundSecret(row, row.versions.map(toSecretVersion)) : undefined;
    },

    async findDataKey(accountId, dataKeyId) {
      const row = await database.dataKey.findFirst({ where: { id: dataKeyId, accountId } });
      return row ? toDataKey(row) : undefined;
    },

    async dataKeyOf(accountId, instanceId) {
      const row = await database.dataKey.findFirst({ where: { ownerId: instanceId, accountId } });
      return row ? toDataKey(row) : undefined;
    },
  };
}
