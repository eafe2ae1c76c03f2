import { type DataKey, sameBytes } from '../ports/keyring.ts';
import { firstBrokenPoint, hashChanges, hashSet } from './chain.ts';
import type { OpenRecord, SnapshotPorts } from './ports.ts';

/**
 * Whether the open rows are those that the chain has open at its head: what its points since the newest full added and
 * closed fits their hashes, and taken back from the open rows leaves what that full's set hash names. So no full
 * signs rows that were put back, dropped or planted since the one before.
 */
export async function openRowsFit(
  ports: Pick<SnapshotPorts, 'snapshots' | 'verifications'>,
  { backupId, dataKey }: { readonly backupId: string; readonly dataKey: DataKey },
  headOrdinal: number,
  open: readonly OpenRecord[],
): Promise<boolean> {
  const full = await ports.snapshots.fullBefore(backupId, headOrdinal + 1);
  if (!full?.setHash) return false;
  const since = full.ordinal + 1;
  const [points, added, closed] = await Promise.all([
    ports.snapshots.points(backupId, full.ordinal - 1, headOrdinal),
    ports.verifications.stubs(backupId, since, headOrdinal),
    ports.verifications.closed(backupId, since, headOrdinal),
  ]);
  const anchor = points.find((point) => point.ordinal === full.ordinal - 1);
  const linked = points.filter((point) => point.ordinal >= full.ordinal);
  if ((full.ordinal > 1 && !anchor) || linked.at(-1)?.ordinal !== headOrdinal) return false;
  if (firstBrokenPoint(dataKey, backupId, anchor?.mac ?? null, linked) !== null) return false;
  for (const { ordinal, changesHash } of linked.slice(1)) {
    const hash = hashChanges(
      dataKey,
      added.filter((record) => record.fromOrdinal === ordinal),
      closed.filter((record) => record.toOrdinal === ordinal),
    );
    if (!sameBytes(hash, changesHash)) return false;
  }
  const then = [...open, ...closed].filter((record) => record.fromOrdinal < since);
  return sameBytes(hashSet(dataKey, then), full.setHash);
}
