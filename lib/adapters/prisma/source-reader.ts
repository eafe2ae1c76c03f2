import type { ItemRef } from '../../snapshots/model.ts';
import type { SourceBatch } from '../../snapshots/ports.ts';
import type { Database, Transaction } from './client.ts';
import { toKey, toKeyVersion, toSecret, toSecretVersion } from './rows.ts';

/** Items read at once: bounds memory, whatever the instance holds. */
const batchSize = 2000;
const versions = { orderBy: [{ createdAt: 'asc' as const }, { versionId: 'asc' as const }] };

/**
 * Live items of an instance in batches: all, or those changed after a number of its feed. The next batch is
 * being read while the last one is worked on.
 */
export async function* readItems(
  tx: Transaction,
  instanceId: string,
  afterSeq: bigint | null,
): AsyncGenerator<SourceBatch> {
  const live = { instanceId, deletedAt: null, ...(afterSeq === null ? {} : { changeSeq: { gt: afterSeq } }) };
  const page = { orderBy: { uid: 'asc' as const }, take: batchSize, include: { versions } };
  const keys = (uid: bigint) => tx.kmsKey.findMany({ where: { ...live, uid: { gt: uid } }, ...page });
  const secrets = (uid: bigint) => tx.kmsSecret.findMany({ where: { ...live, uid: { gt: uid } }, ...page });
  for await (const rows of readAhead(keys)) {
    yield {
      keys: rows.map((row) => ({ key: toKey(row), versions: row.versions.map(toKeyVersion) })),
      secrets: [],
    };
  }
  for await (const rows of readAhead(secrets)) {
    yield {
      keys: [],
      secrets: rows.map((row) => ({ secret: toSecret(row), versions: row.versions.map(toSecretVersion) })),
    };
  }
}

async function* readAhead<Row extends { readonly uid: bigint }>(
  read: (afterUid: bigint) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  let next = read(0n);
  for (;;) {
    const rows = await next;
    const last = rows.at(-1);
    if (!last) return;
    if (rows.length < batchSize) {
      yield rows;
      return;
    }
    next = read(last.uid);
    next.catch(() => undefined); // reported where it is awaited; until then it must not count as unhandled
    yield rows;
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
