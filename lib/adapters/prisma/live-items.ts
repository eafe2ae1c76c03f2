import type { ItemRef } from '../../snapshots/model.ts';
import type { SourceBatch } from '../../snapshots/ports.ts';
import type { Database } from './client.ts';
import { toFoundKey, toFoundSecret, toKeyVersion, toSecretVersion } from './rows.ts';

const versions = { orderBy: [{ createdAt: 'asc' as const }, { versionId: 'asc' as const }] };

/** Those of the items that are live in the instance. */
export async function readLive(
  database: Database,
  instanceId: string,
  items: readonly ItemRef[],
): Promise<SourceBatch> {
  const ids = (type: ItemRef['itemType']) =>
    items.filter((item) => item.itemType === type).map((item) => item.itemId);
  if (items.length === 0) return { keys: [], secrets: [] };
  // Live items are found by account and region, in which their IDs and names are unique.
  const place = await database.kmsInstance.findUnique({
    where: { id: instanceId },
    select: { accountId: true, regionId: true },
  });
  if (!place) return { keys: [], secrets: [] };
  const live = { ...place, instanceId, deletedAt: null };
  const [keys, secrets] = await Promise.all([
    database.kmsKey.findMany({
      where: { ...live, state: { not: 'PendingCreation' }, keyId: { in: ids('KEY') } },
      include: { versions },
    }),
    database.kmsSecret.findMany({ where: { ...live, name: { in: ids('SECRET') } }, include: { versions } }),
  ]);
  return {
    keys: keys.map((row) => toFoundKey(row, row.versions.map(toKeyVersion))),
    secrets: secrets.map((row) => toFoundSecret(row, row.versions.map(toSecretVersion))),
  };
}
