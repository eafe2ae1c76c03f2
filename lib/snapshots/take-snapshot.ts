import { dayOf } from '../kernel/calendar.ts';
import { findRegion } from '../kernel/regions.ts';
import { type Captured, captureChanges } from './capture-changes.ts';
import { hashChanges, hashSet, pointMac } from './chain.ts';
import type { BackupPoint } from './model.ts';
import type { CaptureSession, Claim, SnapshotPorts } from './ports.ts';
import { type DueSnapshot, dueSnapshot, lastCoveredSlot, nextDue } from './schedule.ts';

export const leaseMs = 60_000;

export type SnapshotOutcome =
  | { readonly kind: 'point'; readonly point: BackupPoint; readonly damaged: readonly string[] }
  | { readonly kind: 'unchanged'; readonly ordinal: number }
  /** Another process took the slot, or the backup instance was reset or enabled anew: nothing was written. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'source-released' };

/**
 * Takes the snapshot that a claimed backup instance is due for and commits it whole, or not at all. Progress is
 * kept in a run row. What throws is recorded in the run and thrown on.
 */
export async function takeSnapshot(ports: SnapshotPorts, claim: Claim): Promise<SnapshotOutcome> {
  const { backup } = claim;
  const region = findRegion(backup.regionId);
  if (!region) throw new Error(`Backup instance ${backup.id} is in an unknown region: ${backup.regionId}`);
  const startedAt = await ports.clock.now();
  const lastFullDay = claim.lastFullSlotAt && dayOf(claim.lastFullSlotAt, region.timeZone);
  const due = dueSnapshot(startedAt, region.timeZone, lastFullDay);
  const runId = ports.ids.id('run');
  await ports.snapshots.startRun({ id: runId, backup, kind: due.kind, slotAt: due.slotAt, startedAt });
  try {
    const captured = await ports.snapshots.capture(claim, (session) =>
      capture(ports, claim, session, due, startedAt, runId),
    );
    const outcome: SnapshotOutcome = captured === 'lost' ? { kind: 'lost' } : captured;
    if (outcome.kind === 'source-released') await ports.snapshots.stopSchedule(claim);
    await ports.snapshots.finishRun(runId, await ports.clock.now(), failureOf(outcome));
    return outcome;
  } catch (error) {
    await ports.snapshots.finishRun(runId, await ports.clock.now(), 'FAILED');
    throw error;
  }
}

function failureOf(outcome: SnapshotOutcome): string | null {
  switch (outcome.kind) {
    case 'point':
      return outcome.damaged.length > 0 ? 'KEYS_DAMAGED' : null;
    case 'unchanged':
      return null;
    case 'lost':
      return 'LEASE_LOST';
    case 'source-released':
      return 'SOURCE_RELEASED';
  }
}

async function capture(
  ports: SnapshotPorts,
  claim: Claim,
  session: CaptureSession,
  due: DueSnapshot,
  capturedAt: Date,
  runId: string,
): Promise<SnapshotOutcome> {
  const { source, head } = session;
  const { id: backupId } = claim.backup;
  if (!source) return { kind: 'source-released' };
  const keys = {
    source: ports.keyring.open(source.dataKey),
    backup: ports.keyring.open(session.backupDataKey),
  };
  const full = due.kind === 'FULL';
  const ordinal = head.ordinal + 1;
  const onProgress = async (done: number) => {
    await ports.snapshots.reportRun(runId, done, Math.max(done, full ? source.itemCount : done));
    const now = await ports.clock.now();
    await ports.snapshots.renewLease(claim, new Date(now.getTime() + leaseMs));
  };
  const captured = await captureChanges(
    session,
    keys,
    backupId,
    ordinal,
    full ? null : head.throughSeq,
    onProgress,
  );

  const lastSlotAt = lastCoveredSlot(due, await ports.clock.now());
  const nextDueAt = nextDue(lastSlotAt);
  if (!full && captured.added.length === 0 && captured.closed.length === 0) {
    const extended = { ordinal: head.ordinal, slotAt: due.slotAt, throughSeq: source.changeSeq, nextDueAt };
    await session.commitCoverage(extended);
    return { kind: 'unchanged', ordinal: head.ordinal };
  }

  const unsigned = {
    ordinal,
    kind: due.kind,
    slotAt: due.slotAt,
    capturedAt,
    throughSeq: source.changeSeq,
    ...counts(full, session, captured),
    added: captured.added.length,
    closed: captured.closed.length,
    changesHash: hashChanges(keys.backup, captured.added, captured.closed),
    setHash: full ? hashSet(keys.backup, captured.alive.values()) : null,
  };
  const point: BackupPoint = { ...unsigned, mac: pointMac(keys.backup, backupId, head.mac, unsigned) };
  await session.commitPoint({ point, firstSlotAt: due.slotAt, lastSlotAt, nextDueAt });
  return { kind: 'point', point, damaged: captured.damaged };
}

/** Items alive at the point: counted by a full, carried on by an incremental. */
function counts(full: boolean, { head }: CaptureSession, captured: Captured) {
  if (!full) {
    return {
      keyCount: head.keyCount + captured.keyDelta,
      secretCount: head.secretCount + captured.secretDelta,
    };
  }
  let keyCount = 0;
  for (const item of captured.alive.values()) if (item.itemType === 'KEY') keyCount += 1;
  return { keyCount, secretCount: captured.alive.size - keyCount };
}
