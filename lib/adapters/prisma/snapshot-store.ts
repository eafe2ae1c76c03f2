import pg from 'pg';
import type { SnapshotStore } from '../../snapshots/ports.ts';
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
        if (error instanceof LeaseLost || isLockTimeout(error)) return 'lost';
        throw error;
      }
    },
  };
}

/** Someone who lost the lease, and froze before that could be told, still holds the same records. */
const isLockTimeout = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '55P03';
