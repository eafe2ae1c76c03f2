import type { DueDeletion, KmsPorts } from '../kms/ports.ts';
import { purgeDue } from '../kms/purge-due.ts';
import type { SnapshotPorts } from './ports.ts';
import { type RunReport, runDue } from './run-due.ts';

export type ScheduledFailure =
  /** One item could not be destroyed. */
  | ({ readonly kind: 'deletion'; readonly error: unknown } & Pick<DueDeletion, 'itemType' | 'itemId'>)
  /** What is due for deletion could not be found out. */
  | { readonly kind: 'deletions'; readonly error: unknown }
  | { readonly kind: 'snapshot'; readonly error: unknown; readonly backupId: string };

/** Deletions in one look; the rest has its turn in the next. */
const mostDeletions = 500;

/**
 * Everything that is due: scheduled deletions, then snapshots, which run whatever became of the deletions. A
 * failure of one is told to `onFailure` and keeps no other from its turn; it is tried again later.
 */
export async function runScheduled(
  ports: SnapshotPorts & Pick<KmsPorts, 'kms' | 'keyring' | 'clock'>,
  onFailure: (failure: ScheduledFailure) => void,
): Promise<{ readonly purged: number; readonly snapshots: readonly RunReport[] }> {
  const purged = await purge(ports, onFailure);
  const snapshots = await runDue(ports, (backupId, error) =>
    onFailure({ kind: 'snapshot', error, backupId }),
  );
  return { purged, snapshots };
}

async function purge(
  ports: Pick<KmsPorts, 'kms' | 'keyring' | 'clock'>,
  onFailure: (failure: ScheduledFailure) => void,
): Promise<number> {
  try {
    return await purgeDue(ports, mostDeletions, ({ itemType, itemId }, error) =>
      onFailure({ kind: 'deletion', error, itemType, itemId }),
    );
  } catch (error) {
    onFailure({ kind: 'deletions', error });
    return 0;
  }
}
