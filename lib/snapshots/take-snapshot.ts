import { timeZoneIn } from '../kernel/regions.ts';
import type { DataKey } from '../ports/keyring.ts';
import { type Captured, captureChanges } from './capture-changes.ts';
import { keepLease, type LeaseKeeper } from './keep-lease.ts';
import { findHealing, nothingToHeal, withoutAbsent } from './known-damage.ts';
import { encodeManifest } from './manifest.ts';
import type { BackupPoint } from './model.ts';
import type { CaptureSession, Claim, SnapshotPorts } from './ports.ts';
import {
  type DueSnapshot,
  dueSnapshot,
  lastCoveredSlot,
  nextDue,
  nextFullDue,
  ranUntil,
} from './schedule.ts';
import { signPoint } from './sign-point.ts';

/** How long a failed snapshot waits before it is tried again. */
const retryMs = 30_000;

export type SnapshotOutcome =
  | { readonly kind: 'point'; readonly point: BackupPoint; readonly damagedItems: readonly string[] }
  | { readonly kind: 'unchanged'; readonly ordinal: number; readonly damagedItems: readonly string[] }
  /** Another process took the slot, or the backup instance was reset or enabled anew: nothing was written. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'source-released' };

/**
 * Takes the snapshot that a claimed backup instance is due for and commits it whole, or not at all. Progress of what
 * takes a while, and failure, stand in its run row. What throws is recorded there, the lease is given back, and it is
 * thrown on.
 */
export async function takeSnapshot(ports: SnapshotPorts, claim: Claim): Promise<SnapshotOutcome> {
  const startedAt = await ports.clock.now();
  const due = dueSnapshot(claim.slotAt, claim.fullDueAt);
  const lease = keepLease(ports, claim, { ...due, startedAt });
  try {
    const captured = await ports.snapshots.capture(claim, (session) =>
      capture(ports, claim, session, due, startedAt, lease),
    );
    const outcome: SnapshotOutcome = captured === 'lost' ? { kind: 'lost' } : captured;
    if (outcome.kind === 'source-released') await ports.snapshots.stopSchedule(claim);
    if (outcome.kind === 'source-released' || outcome.kind === 'lost') await lease.endRun();
    return outcome;
  } catch (error) {
    try {
      await lease.settle().catch(() => undefined); // it is the same outage, or the next statement tells
      const now = await ports.clock.now();
      const tryAgainAt = new Date(now.getTime() + retryMs);
      await ports.snapshots.failRun(claim, lease.progress(), now, 'FAILED', tryAgainAt);
    } catch (unrecorded) {
      // Most likely the database is away: the lease runs out by itself, and both failures are told.
      throw new AggregateError(
        [error, unrecorded],
        'A snapshot failed, and its failure could not be recorded',
        {
          cause: error,
        },
      );
    }
    throw error;
  } finally {
    lease.stop();
  }
}

async function capture(
  ports: SnapshotPorts,
  claim: Claim,
  session: CaptureSession,
  asked: DueSnapshot,
  capturedAt: Date,
  lease: LeaseKeeper,
): Promise<SnapshotOutcome | 'lost'> {
  const { source, head } = session;
  const { id: backupId } = claim.backup;
  if (!source) return { kind: 'source-released' };
  // Without its newest point nothing is known of what was alive: only a full can go on from there.
  const due: DueSnapshot = head.intact ? asked : { ...asked, kind: 'FULL' };
  const full = due.kind === 'FULL';
  const tools = {
    source: ports.keyring.open(source.dataKey),
    backup: ports.keyring.open(session.backupDataKey),
    crypto: ports.crypto,
  };
  const ordinal = head.ordinal + 1;
  const began = performance.now();
  lease.expect(full ? source.itemCount : 0);
  const afterSeq = full ? null : head.throughSeq;
  const { seen, healing } = full
    ? await withoutDamage(ports, claim, session, tools.backup)
    : { seen: session, healing: nothingToHeal };
  const captured = await captureChanges(seen, tools, backupId, ordinal, afterSeq, lease.tell);
  if (await lease.settle()) return 'lost';
  const closed = [...captured.closed, ...healing.closed];

  const finishedAt = await ports.clock.now();
  const lastSlotAt = lastCoveredSlot(due, ranUntil(capturedAt, performance.now() - began, finishedAt));
  const common = { nextDueAt: nextDue(lastSlotAt), damagedItems: captured.damagedItems };
  if (!full && captured.added.length === 0 && captured.closed.length === 0) {
    const looked = { slotAt: due.slotAt, lookedAt: capturedAt, throughSeq: source.changeSeq };
    await session.commitCoverage({ ordinal: head.ordinal, ...looked, ...common });
    return { kind: 'unchanged', ordinal: head.ordinal, damagedItems: captured.damagedItems };
  }

  const point = signPoint(
    tools.backup,
    backupId,
    head.mac,
    {
      ordinal,
      kind: due.kind,
      slotAt: due.slotAt,
      capturedAt,
      throughSeq: source.changeSeq,
      ...counts(full, session, captured),
    },
    { added: captured.added, closed },
    full ? captured.alive.values() : null,
  );
  const timeZone = timeZoneIn(ports.regions, claim.backup.regionId);
  await session.commitPoint({
    point,
    manifest: encodeManifest({ added: captured.added, closed }),
    firstSlotAt: due.slotAt,
    lastSlotAt,
    fullDueAt: full ? nextFullDue(due.slotAt, timeZone) : claim.fullDueAt,
    finishedAt,
    healed: healing.ends.length > 0 || healing.closed.length > 0,
    ...common,
  });
  return {
    kind: 'point',
    point,
    damagedItems: captured.damagedItems,
  };
}

/** What a full sees of the open records, once damage is made good as far as it can be. */
async function withoutDamage(
  ports: SnapshotPorts,
  claim: Claim,
  session: CaptureSession,
  backupKey: DataKey,
) {
  if (session.head.ordinal === 0) return { seen: session, healing: nothingToHeal };
  const comparison = await session.compare(() => true);
  const openRows = [...comparison.same, ...comparison.others];
  const healing = await findHealing(ports, claim, session, backupKey, openRows);
  await session.heal(healing);
  return { seen: withoutAbsent(session, healing, comparison), healing };
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
