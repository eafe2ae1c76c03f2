import { err, ok, type Result } from '../kernel/result.ts';
import { sameBytes } from '../ports/keyring.ts';
import type { BackupDay } from './backup-day.ts';
import { hashSet } from './chain.ts';
import { type ChainStep, isProven, walkChain } from './chain-walk.ts';
import type { ChainBroken } from './errors.ts';
import { type Live, type LiveSet, liveSet } from './live-set.ts';
import type { ItemRef } from './model.ts';
import type { SnapshotPorts } from './ports.ts';

/**
 * The content hash that the chain proves an item to have had last, from the point `since` to the day's last one; null:
 * it was in none of them. Needs no record, only points and manifests, so that damaged records keep no other item from
 * being restored.
 *
 * Proof begins with the empty set before the first point, and again at every full backup whose MAC holds and whose set
 * hash fits what was replayed up to it, or else what the rows say; it goes on from point to point while their MACs and
 * manifests hold. Where it doesn't reach, the point that broke it is named.
 */
export async function proveItem(
  ports: SnapshotPorts,
  day: BackupDay,
  item: ItemRef,
  since: number,
): Promise<Result<Uint8Array<ArrayBuffer> | null, ChainBroken>> {
  const { backup, dataKey, last } = day;
  const broken = (ordinal: number) => err({ code: 'CHAIN_BROKEN', ordinal } as const);
  const place = { backupId: backup.id, accountId: backup.accountId };
  const alive = liveSet<Live>();
  let brokenAt: number | null = null;
  let newest: Uint8Array<ArrayBuffer> | null = null;
  let end: ChainStep | undefined;
  let beyond: ChainStep | undefined;

  for await (const steps of walkChain(ports.verifications, dataKey, place, last.ordinal + 1)) {
    for (const step of steps) {
      if (step.ordinal > last.ordinal) {
        beyond = step;
        break;
      }
      await replay(ports, backup.id, alive, step);
      if (!isProven(step)) brokenAt ??= step.ordinal;
      if (brokenAt !== null && (await isWhole(ports, day, alive, step))) brokenAt = null;
      if (step.ordinal < since) continue;
      if (brokenAt !== null) return broken(brokenAt);
      newest = alive.get(item)?.contentHash ?? newest;
      end = step;
    }
  }
  if (end?.ordinal !== last.ordinal) return broken(last.ordinal);
  const head = await ports.snapshots.chainHead(backup.id);
  if (!head || last.ordinal > head.ordinal) return broken(last.ordinal);
  if (last.ordinal === head.ordinal) {
    const remembered = end.point !== undefined && sameBytes(end.point.mac, head.mac);
    return remembered ? ok(newest) : broken(last.ordinal);
  }
  // Without the point after it, this one may pose as the newest of its day.
  return beyond?.point ? ok(newest) : broken(last.ordinal + 1);
}

/** Carries the set on; where a point's manifest is gone, by what the rows say. */
async function replay(
  { verifications }: SnapshotPorts,
  backupId: string,
  alive: LiveSet<Live>,
  { ordinal, named }: ChainStep,
): Promise<void> {
  const changes = named ?? {
    added: await verifications.stubs(backupId, ordinal, ordinal),
    closed: await verifications.closedAt(backupId, ordinal),
  };
  for (const closed of changes.closed) {
    if (alive.get(closed)?.fromOrdinal === closed.fromOrdinal) alive.remove(closed);
  }
  for (const added of changes.added) alive.put({ ...added, fromOrdinal: ordinal });
}

/** Whether a full backup's set hash proves what is alive at it: as replayed, or else as the rows say, taken over then. */
async function isWhole(
  { verifications }: SnapshotPorts,
  { backup, dataKey }: BackupDay,
  alive: LiveSet<Live>,
  { ordinal, point, holds }: ChainStep,
): Promise<boolean> {
  if (!point?.setHash || !holds) return false;
  if (sameBytes(alive.hash(dataKey), point.setHash)) return true;
  const rows = await verifications.aliveAt(backup.id, ordinal);
  if (!sameBytes(hashSet(dataKey, rows), point.setHash)) return false;
  for (const entry of [...alive.values()]) alive.remove(entry);
  for (const row of rows) alive.put(row);
  return true;
}
