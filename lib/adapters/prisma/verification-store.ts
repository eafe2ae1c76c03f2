import type { VerifyClaim } from '../../snapshots/verify-model.ts';
import type { VerificationStore } from '../../snapshots/verify-ports.ts';
import { toBackup } from './backup-rows.ts';
import { chainReader } from './chain-reader.ts';
import type { Connections, Database } from './client.ts';
import { damageLists } from './damage-lists.ts';
import { longestLeaseSeconds } from './free-lease.ts';
import { Prisma } from './generated/client.ts';
import { writeResult } from './verification-result.ts';

/** Verifications on PostgreSQL. */
export function createVerificationStore(connections: Connections): VerificationStore {
  const { database, pool } = connections;
  return {
    ...chainReader(pool),
    ...damageLists(database),

    async request(backupId, now) {
      return database.$transaction(async (tx) => {
        const asked = await tx.$queryRaw<unknown[]>`
          INSERT INTO verifications AS v (backup_instance_id, account_id, epoch, started_at)
          SELECT id, account_id, epoch, ${now} FROM backup_instances
          WHERE id = ${backupId} AND state = 'ENABLED' AND head_ordinal > 0
          ON CONFLICT (backup_instance_id) DO UPDATE SET ${anew}
          WHERE v.finished_at IS NOT NULL OR v.epoch <> excluded.epoch
          RETURNING 1`;
        if (asked.length === 1) {
          await tx.backupInstance.update({ where: { id: backupId }, data: { verifyDueAt: now } });
          return 'requested';
        }
        return (await tx.verification.count({ where: { backupInstanceId: backupId, finishedAt: null } })) ===
          1
          ? 'running'
          : 'nothing';
      });
    },

    claimOne: (backupId, now, leaseUntil, token) =>
      claim(database, Prisma.sql`b.id = ${backupId}`, now, leaseUntil, token),

    claimDue: (now, leaseUntil, token) => claim(database, Prisma.sql`TRUE`, now, leaseUntil, token),

    async renew({ backup, token }, leaseUntil, done, total) {
      const { count } = await database.verification.updateMany({
        where: { backupInstanceId: backup.id, leaseToken: token, epoch: backup.epoch },
        data: { leaseUntil, done, total },
      });
      return count === 1;
    },

    finish: (claimed, result, at, nextDueAt) => writeResult(pool, claimed, result, at, nextDueAt),

    async fail({ backup, token }, at, code, nextDueAt) {
      await database.$transaction(async (tx) => {
        const { count } = await tx.verification.updateMany({
          where: { backupInstanceId: backup.id, leaseToken: token },
          data: { finishedAt: at, error: code, leaseToken: null, leaseUntil: null },
        });
        if (count === 0) return;
        await tx.backupInstance.updateMany({
          where: { id: backup.id, epoch: backup.epoch },
          data: { verifyDueAt: nextDueAt },
        });
      });
    },
  };
}

/** How far ahead a verification is due at most; one that is due later was set before the clock went back. */
const longestWaitMs = 25 * 3_600_000;

/** A new verification's row; what the last one of the same association found stays until this one ends. */
const anew = Prisma.sql`epoch = excluded.epoch, started_at = excluded.started_at, finished_at = NULL,
  lease_token = excluded.lease_token, lease_until = excluded.lease_until, done = 0, total = 0, error = NULL,
  verified_at = CASE WHEN v.epoch = excluded.epoch THEN v.verified_at END`;

/** Leases the verification that has been due longest of those that fit. Undefined: none, or others hold them. */
async function claim(
  database: Database,
  which: Prisma.Sql,
  now: Date,
  leaseUntil: Date,
  token: string,
): Promise<VerifyClaim | undefined> {
  const leasedUntilAtMost = new Date(now.getTime() + longestLeaseSeconds * 1000);
  const dueAtMost = new Date(now.getTime() + longestWaitMs);
  const claimed = await database.$queryRaw<{ id: string }[]>`
    WITH due AS (
      SELECT b.id, b.account_id, b.epoch FROM backup_instances b
      LEFT JOIN verifications held ON held.backup_instance_id = b.id
      WHERE ${which} AND (b.verify_due_at <= ${now} OR b.verify_due_at > ${dueAtMost}) AND b.state = 'ENABLED' AND b.head_ordinal > 0
        AND (b.expires_at IS NULL OR b.expires_at > ${now})
        AND (held.lease_until IS NULL OR held.lease_until <= ${now} OR held.lease_until > ${leasedUntilAtMost}
          OR held.epoch <> b.epoch)
      ORDER BY b.verify_due_at, b.id LIMIT 1)
    INSERT INTO verifications AS v (backup_instance_id, account_id, epoch, lease_token, lease_until, started_at)
    SELECT id, account_id, epoch, ${token}, ${leaseUntil}, ${now} FROM due
    ON CONFLICT (backup_instance_id) DO UPDATE SET ${anew}
    WHERE v.lease_until IS NULL OR v.lease_until <= ${now} OR v.lease_until > ${leasedUntilAtMost}
      OR v.epoch <> excluded.epoch
    RETURNING backup_instance_id AS id`;
  const [{ id } = { id: null }] = claimed;
  const row = id && (await database.backupInstance.findUnique({ where: { id } }));
  if (!row) return undefined;
  return { backup: toBackup(row), token, head: { ordinal: row.headOrdinal, mac: row.headMac } };
}
