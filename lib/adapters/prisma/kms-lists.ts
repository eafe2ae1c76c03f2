import { pageOf } from '../../kernel/page.ts';
import type { KmsStore } from '../../kms/ports.ts';
import type { Database } from './client.ts';
import { anyContains } from './contains.ts';
import { instanceUsages } from './instance-usage.ts';
import { creationOf, newestFirst } from './keyset.ts';
import { toInstance, toKey, toSecret } from './rows.ts';

type Lists = Pick<KmsStore, 'listInstances' | 'listKeys' | 'listSecrets'>;

/** The KMS's lists: searched, newest first, paged by keyset. */
export function kmsLists(database: Database): Lists {
  const instanceNames = async (ids: readonly string[]) => {
    const rows = await database.kmsInstance.findMany({
      where: { id: { in: [...new Set(ids)] } },
      select: { id: true, name: true },
    });
    return new Map(rows.map((row) => [row.id, row.name]));
  };

  return {
    async listInstances(accountId, regionId, filter) {
      const match = {
        accountId,
        regionId,
        releasedAt: null,
        ...(filter.type ? { type: filter.type } : {}),
        ...anyContains(filter.search, ['id', 'name']),
      };
      const rows = await database.kmsInstance.findMany({ where: match, orderBy: [{ name: 'asc' }] });
      const usageOf = await instanceUsages(
        database,
        rows.map((row) => row.id),
      );
      const items = rows.map((row) => ({
        ...toInstance(row),
        ...usageOf(row.id),
      }));
      return { items, total: items.length, next: null, previous: null };
    },

    async listKeys(accountId, regionId, filter) {
      const match = {
        accountId,
        regionId,
        deletedAt: null,
        ...(filter.instanceId ? { instanceId: filter.instanceId } : {}),
        ...(filter.state ? { state: filter.state } : {}),
        ...anyContains(filter.search, ['keyId', 'alias', 'description']),
      };
      const page = newestFirst(filter);
      const [rows, total] = await Promise.all([
        database.kmsKey.findMany({
          where: { AND: [match, page.where] },
          orderBy: page.orderBy,
          take: page.take,
          include: { _count: { select: { versions: true } } },
        }),
        database.kmsKey.count({ where: match }),
      ]);
      const found = pageOf(rows, filter, total, creationOf);
      const names = await instanceNames(found.items.map((row) => row.instanceId));
      const items = found.items.map((row) => ({
        ...toKey(row),
        versionCount: row._count.versions,
        instanceName: names.get(row.instanceId) ?? row.instanceId,
      }));
      return { ...found, items };
    },

    async listSecrets(accountId, regionId, filter) {
      const match = {
        accountId,
        regionId,
        deletedAt: null,
        ...(filter.instanceId ? { instanceId: filter.instanceId } : {}),
        ...anyContains(filter.search, ['name', 'description', 'keyId']),
      };
      const page = newestFirst(filter);
      const [rows, total] = await Promise.all([
        database.kmsSecret.findMany({
          where: { AND: [match, page.where] },
          orderBy: page.orderBy,
          take: page.take,
          include: { _count: { select: { versions: true } } },
        }),
        database.kmsSecret.count({ where: match }),
      ]);
      const found = pageOf(rows, filter, total, creationOf);
      const names = await instanceNames(found.items.map((row) => row.instanceId));
      const items = found.items.map((row) => ({
        ...toSecret(row),
        versionCount: row._count.versions,
        instanceName: names.get(row.instanceId) ?? row.instanceId,
      }));
      return { ...found, items };
    },
  };
}
