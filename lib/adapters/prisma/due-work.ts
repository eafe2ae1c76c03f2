import type { KmsStore } from '../../kms/ports.ts';
import type { Database } from './client.ts';

type DueWork = Pick<
  KmsStore,
  'dueDeletions' | 'dueRotations' | 'dueSecretRotations' | 'claimGeneration' | 'isGenerating'
>;

/** Due keys or secrets read at once. */
const batchSize = 200;

/** What the KMS has to do by itself: deletions, rotations, key versions that wait for their material. */
export function dueWork(database: Database): DueWork {
  return {
    async *dueDeletions(now) {
      const due = { deletionAt: { lte: now }, deletedAt: null };
      const keys = batches((uid) =>
        database.kmsKey.findMany({ where: { ...due, uid }, select: { ...place, keyId: true }, ...next }),
      );
      for await (const rows of keys)
        yield rows.map((row) => ({ ...placeOf(row), itemType: 'KEY', itemId: row.keyId }));
      const secrets = batches((uid) =>
        database.kmsSecret.findMany({ where: { ...due, uid }, select: { ...place, name: true }, ...next }),
      );
      for await (const rows of secrets)
        yield rows.map((row) => ({ ...placeOf(row), itemType: 'SECRET', itemId: row.name }));
    },

    async *dueRotations(now) {
      const due = { nextRotationAt: { lte: now }, state: 'Enabled', deletedAt: null };
      const keys = batches((uid) =>
        database.kmsKey.findMany({ where: { ...due, uid }, select: { ...place, keyId: true }, ...next }),
      );
      for await (const rows of keys) yield rows.map((row) => ({ ...placeOf(row), keyId: row.keyId }));
    },

    async *dueSecretRotations(now) {
      const due = { nextRotationAt: { lte: now }, deletionAt: null, deletedAt: null };
      const secrets = batches((uid) =>
        database.kmsSecret.findMany({ where: { ...due, uid }, select: { ...place, name: true }, ...next }),
      );
      for await (const rows of secrets) yield rows.map((row) => ({ ...placeOf(row), name: row.name }));
    },

    async claimGeneration(now, leaseUntil, token) {
      const [claimed] = await database.$queryRaw<
        { accountId: string; regionId: string; instanceId: string; keyId: string }[]
      >`
        UPDATE kms_key_generations g SET lease_token = ${token}, lease_until = ${leaseUntil}
        FROM kms_keys k
        WHERE k.uid = g.key_uid AND g.key_uid = (
          SELECT key_uid FROM kms_key_generations
          WHERE lease_until IS NULL OR lease_until <= ${now}
          ORDER BY requested_at, key_uid LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING k.account_id AS "accountId", k.region_id AS "regionId", k.instance_id AS "instanceId",
          k.key_id AS "keyId"`;
      return claimed && { ...claimed, token };
    },

    async isGenerating(accountId, regionId, keyId) {
      const where = { key: { accountId, regionId, keyId, deletedAt: null } };
      return (await database.keyGeneration.count({ where })) > 0;
    },
  };
}

const place = { uid: true, accountId: true, instanceId: true };
const next = { orderBy: { uid: 'asc' as const }, take: batchSize };

/** Rows in the order of their uids, read after the last one: those that stay due keep no other from its turn. */
async function* batches<Row extends { readonly uid: bigint }>(
  read: (uid: { readonly gt: bigint }) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  let afterUid = 0n;
  for (;;) {
    const rows = await read({ gt: afterUid });
    const last = rows.at(-1);
    if (!last) return;
    afterUid = last.uid;
    yield rows;
  }
}

const placeOf = (row: { accountId: string; instanceId: string }) => ({
  accountId: row.accountId,
  instanceId: row.instanceId,
});
