import type { ItemRef } from '../../snapshots/model.ts';
import type { SourceBatch } from '../../snapshots/ports.ts';
import type { Database, Transaction } from './client.ts';
import { toKey, toKeyVersion, toSecret, toSecretVersion } from './rows.ts';

/** Items read at once: bounds memory, whatever the instance holds. */
const batchSize = 2000;
const versions = { orderBy: [{ createdAt: 'asc' as const }, { versionId: 'asc' as const }] };

/** Live items of an instance in batches: all, or those changed after a number of its feed. */
export async function* readItems(
  tx: Transaction,
  instanceId: string,
  afterSeq: bigint | null,
): AsyncGenerator<SourceBatch> {
  const live = { instanceId, deletedAt: null, ...(afterSeq === null ? {} : { changeSeq: { gt: afterSeq } }) };
  const page = { orderBy: { uid: 'asc' as const }, take: batchSize, include: { versions } };
  for (let uid = 0n; ; ) {
    const rows = await tx.kmsKey.findMany({ where: { ...live, uid: { gt: uid } }, ...page });
    const last = rows.at(-1);
    if (!last) break;
    uid = last.uid;
    yield {
      keys: rows.map((row) => ({ key: toKey(row), versions: row.versions.map(toKeyVersion) })),
      secrets: [],
    };
  }
  for (let uid = 0n; ; ) {
    const rows = await tx.kmsSecret.findMany({ where: { ...live, uid: { gt: uid } }, ...page });
    const last = rows.at(-1);
    if (!last) break;
    uid = last.uid;
    const secrets = rows.map((row) => ({
      secret: toSecret(row),
      versions: row.versions.map(toSecretVersion),
    }));
    yield { keys: [], secrets };
  }
}

/** Items whose tombstone is younger than a number of the feed. */
export async function readDeleted(tx: Transaction, instanceId: string, afterSeq: bigint): Promise<ItemRef[]> {
  const where = { instanceId, deletedAt: { not: null }, changeSeq: { gt: afterSeq } };
  const keys = await tx.kmsKey.findMany({ where, select: { keyId: true } });
  const secrets = await tx.kmsSecret.findMany({ where, select: { name: true } });
  return [
    ...keys.map((row): ItemRef => ({ itemType: 'KEY', itemId: row.keyId })),
    ...secrets.map((row): ItemRef => ({ itemType: 'SECRET', itemId: row.name })),
  ];
}

/** Those of the items that are live in the instance. */
export async function readLive(
  database: Database,
  instanceId: string,
  items: readonly ItemRef[],
): Promise<SourceBatch> {
  const ids = (type: ItemRef['itemType']) =>
    items.filter((item) => item.itemType === type).map((item) => item.itemId);
  const live = { instanceId, deletedAt: null };
  const [keys, secrets] = await Promise.all([
    database.kmsKey.findMany({ where: { ...live, keyId: { in: ids('KEY') } }, include: { versions } }),
    database.kmsSecret.findMany({ where: { ...live, name: { in: ids('SECRET') } }, include: { versions } }),
  ]);
  return {
    keys: keys.map((row) => ({ key: toKey(row), versions: row.versions.map(toKeyVersion) })),
    secrets: secrets.map((row) => ({ secret: toSecret(row), versions: row.versions.map(toSecretVersion) })),
  };
}
