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
    async dueDeletions(now, most) {
      const where = { deletionAt: { lte: now }, deletedAt: null };
      const [keys, secrets] = await Promise.all([
        database.kmsKey.findMany({ where, take: most, orderBy: { deletionAt: 'asc' } }),
        database.kmsSecret.findMany({ where, take: most, orderBy: { deletionAt: 'asc' } }),
      ]);
      return [
        ...keys.map((row) => ({ ...placeOf(row), itemType: 'KEY' as const, itemId: row.keyId })),
        ...secrets.map((row) => ({ ...placeOf(row), itemType: 'SECRET' as const, itemId: row.name })),
      ].slice(0, most);
    },

    async *dueRotations(now) {
      let afterUid = 0n;
      for (;;) {
        const rows = await database.kmsKey.findMany({
          where: { nextRotationAt: { lte: now }, state: 'Enabled', deletedAt: null, uid: { gt: afterUid } },
          select: { uid: true, accountId: true, instanceId: true, keyId: true },
          orderBy: { uid: 'asc' },
          take: batchSize,
        });
        const last = rows.at(-1);
        if (!last) return;
        afterUid = last.uid;
        yield rows.map((row) => ({ ...placeOf(row), keyId: row.keyId }));
      }
    },

    async *dueSecretRotations(now) {
      let afterUid = 0n;
      for (;;) {
        const rows = await database.kmsSecret.findMany({
          where: { nextRotationAt: { lte: now }, deletionAt: null, deletedAt: null, uid: { gt: afterUid } },
          select: { uid: true, accountId: true, instanceId: true, name: true },
          orderBy: { uid: 'asc' },
          take: batchSize,
        });
        const last = rows.at(-1);
        if (!last) return;
        afterUid = last.uid;
        yield rows.map((row) => ({ ...placeOf(row), name: row.name }));
      }
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

const placeOf = (row: { accountId: string; instanceId: string }) => ({
  accountId: row.accountId,
  instanceId: row.instanceId,
});
