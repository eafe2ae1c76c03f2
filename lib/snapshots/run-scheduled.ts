import { generatePending } from '../kms/generate-keys.ts';
import type { DueDeletion, KmsPorts } from '../kms/ports.ts';
import { purgeDue } from '../kms/purge-due.ts';
import { rotateDueKeys } from '../kms/rotate-due.ts';
import { rotateDueSecrets } from '../kms/rotate-due-secrets.ts';
import { type ChoresReport, type Crew, newCrew } from './crew.ts';
import type { SnapshotPorts } from './ports.ts';
import { type DueReport, type RunReport, runDue } from './run-due.ts';

export type ScheduledFailure =
  /** One item could not be destroyed. */
  | ({ readonly kind: 'deletion'; readonly error: unknown } & Pick<DueDeletion, 'itemType' | 'itemId'>)
  /** One key could not be rotated, or its next version not be made. */
  | { readonly kind: 'rotation' | 'generation'; readonly error: unknown; readonly keyId: string }
  /** One secret could not be given a generated value. */
  | { readonly kind: 'secretRotation'; readonly error: unknown; readonly name: string }
  /** What is due of a kind could not be found out. */
  | { readonly kind: 'deletions' | 'rotations' | 'secretRotations' | 'generations'; readonly error: unknown }
  | { readonly kind: 'verifications'; readonly error: unknown }
  | { readonly kind: 'snapshot' | 'verification'; readonly error: unknown; readonly backupId: string };

/** How the slots went. */
export type SnapshotCounts = {
  /** Backup instances whose source had not changed. */
  readonly quiet: number;
  readonly points: number;
  /** Looked at, and nothing had changed. */
  readonly unchanged: number;
  readonly failed: number;
  /** Taken by another process meanwhile. */
  readonly lost: number;
  /** Their source is gone: their schedules have ended. */
  readonly released: number;
};

export type ScheduledReport = ChoresReport & {
  readonly snapshots: SnapshotCounts & {
    /** Backup instances whose snapshot failed, the first ones. */
    readonly failedBackupIds: readonly string[];
  };
};

/** Most of a kind in one look; the rest has its turn in the next. A key version takes up to seconds. */
const mostDeletions = 500;
const mostRotations = 500;
const mostGenerations = 3;

const mostNamed = 20;

/**
 * Everything that is due: deletions, rotations, key versions that wait for their material, then snapshots. A failure of
 * one is told to `onFailure` and keeps no other from its turn; it is tried again later. Calls that overlap in a process
 * share its `crew`.
 */
export async function runScheduled(
  ports: SnapshotPorts & KmsPorts,
  onFailure: (failure: ScheduledFailure) => void,
  crew: Crew = newCrew(),
): Promise<ScheduledReport> {
  const chores = await crew.chores(() => doChores(ports, onFailure));
  const due = await runDue(
    ports,
    (backupId, error) => onFailure({ kind: 'snapshot', error, backupId }),
    crew,
  );
  return { ...chores, snapshots: summary(due) };
}

async function doChores(
  ports: SnapshotPorts & KmsPorts,
  onFailure: (failure: ScheduledFailure) => void,
): Promise<ChoresReport> {
  const step = async (
    kind: 'deletions' | 'rotations' | 'secretRotations' | 'generations',
    work: () => Promise<number>,
  ): Promise<number> => {
    try {
      return await work();
    } catch (error) {
      onFailure({ kind, error });
      return 0;
    }
  };
  const purged = await step('deletions', () =>
    purgeDue(ports, mostDeletions, ({ itemType, itemId }, error) =>
      onFailure({ kind: 'deletion', error, itemType, itemId }),
    ),
  );
  const rotated = await step('rotations', () =>
    rotateDueKeys(ports, mostRotations, (keyId, error) => onFailure({ kind: 'rotation', error, keyId })),
  );
  const rotatedSecrets = await step('secretRotations', () =>
    rotateDueSecrets(ports, mostRotations, (name, error) =>
      onFailure({ kind: 'secretRotation', error, name }),
    ),
  );
  const generated = await step('generations', () =>
    generatePending(ports, mostGenerations, (keyId, error) =>
      onFailure({ kind: 'generation', error, keyId }),
    ),
  );
  return { purged, rotated, rotatedSecrets, generated };
}

function summary({ quiet, snapshots }: DueReport): ScheduledReport['snapshots'] {
  const of = (outcome: RunReport['outcome']) => snapshots.filter((one) => one.outcome === outcome);
  const failed = of('failed');
  return {
    quiet,
    points: of('point').length,
    unchanged: of('unchanged').length,
    failed: failed.length,
    lost: of('lost').length,
    released: of('source-released').length,
    failedBackupIds: failed.slice(0, mostNamed).map(({ backupId }) => backupId),
  };
}
