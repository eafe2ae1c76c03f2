import type { Pool, PoolClient } from 'pg';
import type { Claim, SnapshotStore } from '../../snapshots/ports.ts';
import { toBackup } from './backup-rows.ts';
import { captureSession, LeaseLost } from './capture-session.ts';
import type { Connections } from './client.ts';
import { coverageReader } from './coverage.ts';
import type { BackupInstance as BackupRow } from './generated/client.ts';
import { snapshotViews } from './snapshot-views.ts';
import { tabReader } from './tab-reader.ts';

/** How long a capture's connection may do nothing, and how long it may wait for a lock. */
const leaseMs = 60_000;
const lockMs = 10_000;

/** Snapshots on PostgreSQL: leases, runs, captures and what was backed up. */
export function createSnapshotStore(connections: Connections): SnapshotStore {
  const { database, pool } = connections;
  const claimOf = (row: BackupRow, token: string): Claim => ({
    backup: toBackup(row),
    token,
    fullDueAt: row.fullDueAt,
  });

  return {
    ...snapshotViews(connections),
    ...tabReader(connections),
    ...coverageReader(database),

    async claimDue(now, leaseUntil, most, newToken) {
      const token = newToken();
      const taken = await database.$queryRaw<{ id: string }[]>`
        UPDATE backup_instances SET lease_token = ${token}, lease_until = ${leaseUntil}
        WHERE id IN (
          SELECT id FROM backup_instances
          WHERE due_at <= ${now} AND state = 'ENABLED'
            AND (lease_until IS NULL OR lease_until < ${now})
            AND (expires_at IS NULL OR expires_at > ${now})
          ORDER BY due_at, id LIMIT ${most} FOR UPDATE SKIP LOCKED)
        RETURNING id`;
      if (taken.length === 0) return [];
      const rows = await database.backupInstance.findMany({
        where: { id: { in: taken.map((row) => row.id) } },
      });
      return rows.map((row) => claimOf(row, token));
    },

    async claimOne(backupId, now, leaseUntil, token) {
      // Without a token the lease only says when a failed snapshot is tried again.
      const free = [{ leaseToken: null }, { leaseUntil: null }, { leaseUntil: { lt: now } }];
      const { count } = await database.backupInstance.updateMany({
        where: { id: backupId, state: 'ENABLED', dueAt: { not: null }, OR: free },
        data: { leaseToken: token, leaseUntil },
      });
      if (count === 0) return undefined;
      const row = await database.backupInstance.findUniqueOrThrow({ where: { id: backupId } });
      return claimOf(row, token);
    },

    async renewLease(claim, leaseUntil, done, total) {
      const { count } = await database.backupInstance.updateMany({
        where: held(claim),
        data: { leaseUntil },
      });
      if (count === 0) return false;
      await database.snapshotRun.updateMany({
        where: { backupInstanceId: claim.backup.id, leaseToken: claim.token },
        data: { done, total },
      });
      return true;
    },

    async giveBack(claim, tryAgainAt) {
      await database.backupInstance.updateMany({
        where: held(claim),
        data: { leaseToken: null, leaseUntil: tryAgainAt },
      });
    },

    async stopSchedule(claim) {
      await database.backupInstance.updateMany({
        where: held(claim),
        data: { dueAt: null, leaseToken: null, leaseUntil: null },
      });
    },

    async capture(claim, work) {
      try {
        return await inTransaction(pool, 'REPEATABLE READ READ ONLY', (source) =>
          inTransaction(pool, 'READ COMMITTED', async (target) => {
            const session = await captureSession(source, target, claim);
            const value = await work(session);
            if (!session.committed()) await target.query('ROLLBACK');
            return value;
          }),
        );
      } catch (error) {
        if (error instanceof LeaseLost) return 'lost';
        throw error;
      }
    },

    async startRun({ claim, kind, slotAt, startedAt }) {
      const { id: backupInstanceId, accountId, epoch } = claim.backup;
      const fresh = { finishedAt: null, done: 0, total: 0, error: null };
      const run = { accountId, epoch, leaseToken: claim.token, kind, slotAt, startedAt, ...fresh };
      await database.snapshotRun.upsert({
        where: { backupInstanceId },
        create: { backupInstanceId, ...run },
        update: run,
      });
    },
    async finishRun(claim, finishedAt, error) {
      const { id: backupInstanceId, epoch } = claim.backup;
      const own = { leaseToken: claim.token };
      // A look that found nothing new began no run of its own; that it went well ends an older failure.
      const stale = { epoch, error: { not: null }, finishedAt: { not: null } };
      await database.snapshotRun.updateMany({
        where: { backupInstanceId, OR: error === null ? [own, stale] : [own] },
        data: { finishedAt, error },
      });
    },
  };
}

const held = (claim: Claim) => ({
  id: claim.backup.id,
  leaseToken: claim.token,
  epoch: claim.backup.epoch,
});

/**
 * Runs `work` in one transaction on a connection of its own. The server itself ends one that waits for a lock or
 * does nothing for longer than a lease: a process that froze in the middle must not hold up whoever takes over.
 */
async function inTransaction<T>(
  pool: Pool,
  mode: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(
      `BEGIN ISOLATION LEVEL ${mode}; SET LOCAL idle_in_transaction_session_timeout = '${leaseMs}ms';
       SET LOCAL lock_timeout = '${lockMs}ms'`,
    );
    const value = await work(client);
    await client.query('COMMIT');
    client.release();
    return value;
  } catch (error) {
    client.release(true); // closed rather than reused: its transaction is in no known state
    throw error;
  }
}
