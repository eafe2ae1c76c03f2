import pg from 'pg';
import type { Claim, SnapshotStore } from '../../snapshots/ports.ts';
import { captureSession, LeaseLost } from './capture-session.ts';
import type { Connections } from './client.ts';
import { coverageReader } from './coverage.ts';
import { inTransaction } from './in-transaction.ts';
import { leases } from './leases.ts';
import { quietPass } from './quiet-pass.ts';
import { rewind } from './rewind.ts';
import { snapshotRuns } from './snapshot-runs.ts';
import { snapshotViews } from './snapshot-views.ts';
import { tabReader } from './tab-reader.ts';
import { unchangedSources } from './unchanged-sources.ts';

/** Snapshots on PostgreSQL: leases, runs, captures and what was backed up. */
export function createSnapshotStore(connections: Connections): SnapshotStore {
  const { database, pool } = connections;
  return {
    ...snapshotViews(connections),
    ...tabReader(connections),
    ...coverageReader(database),
    ...quietPass(pool),
    ...rewind(pool),
    ...leases(pool),
    ...snapshotRuns(pool),
    ...unchangedSources(pool),

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
        if (error instanceof LeaseLost || isLockTimeout(error) || !(await isHeld(pool, claim, error)))
          return 'lost';
        throw error;
      }
    },
  };
}

/** Someone who lost the lease, and froze before that could be told, still holds the same records. */
const isLockTimeout = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '55P03';

/**
 * Whether the claim still holds its lease, after `failure`. One that doesn't may have failed for that alone: another
 * process has closed the records it was to close, or added those it was to add.
 */
async function isHeld(pool: pg.Pool, { backup, token }: Claim, failure: unknown): Promise<boolean> {
  try {
    const { rowCount } = await pool.query(
      'SELECT 1 FROM backup_instances WHERE id = $1 AND lease_token = $2 AND epoch = $3',
      [backup.id, token, backup.epoch],
    );
    return rowCount === 1;
  } catch (unknown) {
    throw new AggregateError(
      [failure, unknown],
      'A capture failed, and whether its lease still held is not known',
      {
        cause: failure,
      },
    );
  }
}
