import { timeZoneIn } from '../kernel/regions.ts';
import { sameBytes } from '../ports/keyring.ts';
import { firstBrokenPoint } from './chain.ts';
import { encodeManifest } from './manifest.ts';
import type { Claim, PointCommit, SnapshotPorts, UnchangedSource } from './ports.ts';
import { dueSnapshot, nextDue, nextFullDue } from './schedule.ts';
import { signPoint } from './sign-point.ts';

/** Claims that are done with, and those whose snapshots are still to be taken one by one. */
export type UnchangedFulls = {
  readonly taken: readonly Claim[];
  readonly lost: readonly Claim[];
  readonly left: readonly Claim[];
};

/**
 * Takes the fulls of all claimed backup instances at once whose source's live items are those of their open records:
 * at a midnight that is nearly everyone. Each point is what a full by itself would have made; whatever is odd is left
 * to that.
 */
export async function takeUnchangedFulls(
  ports: SnapshotPorts,
  claims: readonly Claim[],
): Promise<UnchangedFulls> {
  const capturedAt = await ports.clock.now();
  const commits: { claim: Claim; commit: PointCommit }[] = [];
  for (const found of await ports.snapshots.unchangedSources(claims)) {
    const { claim } = found;
    if (dueSnapshot(claim.slotAt, claim.fullDueAt).kind !== 'FULL') continue;
    const commit = fullOf(ports, found, capturedAt);
    if (commit) commits.push({ claim, commit });
  }
  const committed = new Set(commits.length === 0 ? [] : await ports.snapshots.commitPoints(commits));
  const tried = new Set(commits.map(({ claim }) => claim));
  const isTaken = (claim: Claim) => committed.has(claim.backup.id);
  return {
    taken: claims.filter((claim) => tried.has(claim) && isTaken(claim)),
    lost: claims.filter((claim) => tried.has(claim) && !isTaken(claim)),
    left: claims.filter((claim) => !tried.has(claim)),
  };
}

function fullOf(ports: SnapshotPorts, found: UnchangedSource, capturedAt: Date): PointCommit | undefined {
  const { claim, head, throughSeq, alive } = found;
  const { id: backupId, regionId } = claim.backup;
  const backupKey = opened(ports, found);
  if (!backupKey) return undefined;
  const keyCount = alive.filter((record) => record.itemType === 'KEY').length;
  const changes = { added: [], closed: [] };
  const point = signPoint(
    backupKey,
    backupId,
    head.mac,
    {
      ordinal: head.ordinal + 1,
      kind: 'FULL',
      slotAt: claim.slotAt,
      capturedAt,
      throughSeq,
      keyCount,
      secretCount: alive.length - keyCount,
    },
    changes,
    alive,
  );
  // Nothing has changed since that full: rows which say otherwise were put back, dropped or planted.
  const fits = head.setHash && point.setHash && sameBytes(point.setHash, head.setHash);
  if (!fits || firstBrokenPoint(backupKey, backupId, found.macBefore, [head]) !== null) return undefined;
  return {
    point,
    manifest: encodeManifest(changes),
    firstSlotAt: claim.slotAt,
    lastSlotAt: claim.slotAt,
    nextDueAt: nextDue(claim.slotAt),
    fullDueAt: nextFullDue(claim.slotAt, timeZoneIn(ports.regions, regionId)),
    finishedAt: capturedAt,
    healed: false,
    damagedItems: [],
  };
}

/** The backup's data key; undefined if it or the source's doesn't open: a full by itself says so. */
function opened(ports: SnapshotPorts, { sourceDataKey, backupDataKey }: UnchangedSource) {
  try {
    ports.keyring.open(sourceDataKey);
    return ports.keyring.open(backupDataKey);
  } catch {
    return undefined;
  }
}
