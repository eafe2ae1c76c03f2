import type { Pool, PoolClient } from 'pg';
import type { Claim, SnapshotStore } from '../../snapshots/ports.ts';
import { toBackup } from './backup-rows.ts';
import { captureSession, LeaseLost } from './capture-session.ts';
import type { Connections } from './client.ts';
import type { BackupInstance as BackupRow } from './generated/client.ts';
import { snapshotViews } from './snapshot-views.ts';

/** A capture of a large instance may take this long before its transactions are ended. */
const captureTimeoutMs = 15 * 60_000;

/** Snapshots on PostgreSQL: leases, runs, captures and what was backed up. */
export function createSnapshotStore({ database, pool }: Connections): SnapshotStore {
  const claims = async (rows: readonly BackupRow[], token: (row: BackupRow) => string): Promise<Claim[]> => {
    const lastFulls = await database.backupPoint.groupBy({
      by: ['backupInstanceId'],
      where: { backupInstanceId: { in: rows.map((row) => row.id) }, kind: 'FULL' },
      _max: { slotAt: true },
    });
    const byId = new Map(lastFulls.map((entry) => [entry.backupInstanceId, entry._max.slotAt]));
    return rows.map((row) => ({
      backup: toBackup(row),
      token: token(row),
      lastFullSlotAt: byId.get(row.id) ?? null,
    }));
  };

  return {
    ...snapshotViews(database),

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
      return claims(rows, () => token);
    },

    async claimOne(backupId, now, leaseUntil, token) {
      const free = [{ leaseUntil: null }, { leaseUntil: { lt: now } }];
      const { count } = await database.backupInstance.updateMany({
        where: { id: backupId, state: 'ENABLED', dueAt: { not: null }, OR: free },
        data: { leaseToken: token, leaseUntil },
      });
      if (count === 0) return undefined;
      const row = await database.backupInstance.findUniqueOrThrow({ where: { id: backupId } });
      return (await claims([row], () => token))[0];
    },

    async renewLease(claim, leaseUntil) {
      const { count } = await database.backupInstance.updateMany({
        where: { id: claim.backup.id, leaseToken: claim.token, epoch: claim.backup.epoch },
        data: { leaseUntil },
      });
      return count === 1;
    },

    async stopSchedule(claim) {
      await database.backupInstance.updateMany({
        where: { id: claim.backup.id, leaseToken: claim.token, epoch: claim.backup.epoch },
        data: { dueAt: null, leaseToken: null, leaseUntil: null },
      });
    },

    // The look at the source is one snapshot of the database; what is written goes through a transaction of
    // its own, so that the lease can be renewed and checked at the commit.
    async capture(claim, work) {
      const limits = { maxWait: 10_000, timeout: captureTimeoutMs };
      try {
        return await withOneLook(pool, (source) =>
          database.$transaction(async (target) => work(await captureSession(source, target, claim)), limits),
        );
      } catch (error) {
        if (error instanceof LeaseLost) return 'lost';
        throw error;
      }
    },

    async startRun({ id, backup, kind, slotAt, startedAt }) {
      const { id: backupInstanceId, accountId, epoch } = backup;
      await database.snapshotRun.create({
        data: { id, backupInstanceId, accountId, epoch, kind, slotAt, startedAt },
      });
    },
    async reportRun(id, done, total) {
      await database.snapshotRun.update({ where: { id }, data: { done, total } });
    },
    async finishRun(id, finishedAt, error) {
      await database.snapshotRun.update({ where: { id }, data: { finishedAt, error } });
    },
  };
}

/** Runs `work` on a connection that sees one state of the database, from its first query on, and changes nothing. */
async function withOneLook<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const value = await work(client);
    await client.query('COMMIT');
    client.release();
    return value;
  } catch (error) {
    client.release(true); // closed rather than reused: its transaction is in no known state
    throw error;
  }
}
