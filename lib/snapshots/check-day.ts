import { err, ok, type Result } from '../kernel/result.ts';
import { sameBytes } from '../ports/keyring.ts';
import type { BackupDay } from './backup-day.ts';
import { firstBrokenPoint, hashChanges, hashSet } from './chain.ts';
import type { ChainBroken } from './errors.ts';
import type { SnapshotPorts } from './ports.ts';

/**
 * Holds a day against its chain, from the full backup before it on: each point's MAC, what each point added and closed,
 * the hash over everything that was alive at either full, and that the day's last point is the newest one or is covered
 * by the next. Any changed, swapped, dropped or rolled-back row of the day is noticed; the day before is looked at since
 * the day's full may have been taken over rows that were put back.
 */
export async function checkDay(ports: SnapshotPorts, day: BackupDay): Promise<Result<void, ChainBroken>> {
  const { backup, dataKey, full, last } = day;
  const broken = (ordinal: number) => err({ code: 'CHAIN_BROKEN', ordinal } as const);
  const first = (await ports.snapshots.fullBefore(backup.id, full.ordinal)) ?? full;
  const [points, head, added, closed] = await Promise.all([
    ports.snapshots.points(backup.id, first.ordinal - 1, last.ordinal + 1),
    ports.snapshots.chainHead(backup.id),
    ports.verifications.stubs(backup.id, first.ordinal, last.ordinal),
    ports.verifications.closed(backup.id, first.ordinal, last.ordinal),
  ]);
  const anchor = points.find((point) => point.ordinal === first.ordinal - 1);
  if (first.ordinal > 1 && !anchor) return broken(first.ordinal - 1);
  const linked = points.filter((point) => point.ordinal >= first.ordinal);
  const odd = firstBrokenPoint(dataKey, backup.id, anchor?.mac ?? null, linked);
  if (odd !== null) return broken(odd);
  const end = linked.at(-1);
  if (!head || !end || end.ordinal > head.ordinal) return broken(last.ordinal);
  if (end.ordinal === last.ordinal && last.ordinal < head.ordinal) return broken(last.ordinal + 1);
  if (end.ordinal === head.ordinal && !sameBytes(end.mac, head.mac)) return broken(head.ordinal);

  for (const { ordinal, setHash } of first === full ? [full] : [first, full]) {
    const alive = await ports.verifications.aliveAt(backup.id, ordinal);
    if (!setHash || !sameBytes(hashSet(dataKey, alive), setHash)) return broken(ordinal);
  }
  for (const point of linked) {
    if (point.ordinal > last.ordinal) break;
    const hash = hashChanges(
      dataKey,
      added.filter((record) => record.fromOrdinal === point.ordinal),
      closed.filter((record) => record.toOrdinal === point.ordinal),
    );
    if (!sameBytes(hash, point.changesHash)) return broken(point.ordinal);
  }
  return ok(undefined);
}
