import type { Actor } from '../access/model.ts';
import { checkUsable } from '../backups/lifecycle.ts';
import type { BackupInstance } from '../backups/model.ts';
import { isQueryable, queryableRange } from '../backups/queryable-range.ts';
import { type Day, dayOf, endOfDay, startOfDay } from '../kernel/calendar.ts';
import { timeZoneIn } from '../kernel/regions.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import { sameBytes } from '../ports/keyring.ts';
import { firstBrokenPoint, hashChanges, hashSet } from './chain.ts';
import type { ChainBroken, SnapshotError } from './errors.ts';
import type { BackupPoint } from './model.ts';
import type { SnapshotPorts } from './ports.ts';

/** One day of a backup instance: from its full backup to its last point. */
export type BackupDay = {
  readonly backup: BackupInstance;
  readonly dataKey: DataKey;
  readonly day: Day;
  readonly full: BackupPoint;
  /** The day's last point; at 24:00 the next day's full closes it. */
  readonly last: BackupPoint;
  readonly from: Date;
  readonly to: Date;
};

/** A backup instance that can be looked into, with its data key. */
export async function openBackup(
  ports: SnapshotPorts,
  actor: Actor,
  backupId: string,
): Promise<Result<{ readonly backup: BackupInstance; readonly dataKey: DataKey }, SnapshotError>> {
  const backup = await ports.backups.find(actor.accountId, backupId);
  if (!backup) return err({ code: 'BACKUP_NOT_FOUND', backupId });
  const usable = checkUsable(backup, await ports.clock.now());
  if (!usable.ok) return usable;
  const wrapped = backup.dataKeyId && (await ports.kms.findDataKey(backup.accountId, backup.dataKeyId));
  if (!wrapped) return err({ code: 'BACKUP_NOT_ENABLED', backupId });
  return ok({ backup, dataKey: ports.keyring.open(wrapped) });
}

/**
 * Opens a day for View Data or a restore. Refused, with the reason: outside the queryable range, before the
 * enabling, or without a full backup.
 */
export async function openDay(
  ports: SnapshotPorts,
  actor: Actor,
  backupId: string,
  day: Day,
): Promise<Result<BackupDay, SnapshotError>> {
  const opened = await openBackup(ports, actor, backupId);
  if (!opened.ok) return opened;
  const { backup, dataKey } = opened.value;
  const timeZone = timeZoneIn(ports.regions, backup.regionId);
  const range = queryableRange(backup.queryableDays, await ports.clock.now(), timeZone);
  if (!isQueryable(day, range)) {
    const extendable = backup.type === 'PURCHASED' && day < range.first;
    return err({ code: 'DAY_OUTSIDE_RANGE', day, range, extendable });
  }
  const enabledOn = backup.enabledAt && dayOf(backup.enabledAt, timeZone);
  if (enabledOn && day < enabledOn) return err({ code: 'DAY_BEFORE_ENABLING', day, enabledOn });
  const from = startOfDay(day, timeZone);
  const to = endOfDay(day, timeZone);
  const [full] = await ports.snapshots.fullPoints(backup.id, from, to);
  const last = full && (await ports.snapshots.newestPoint(backup.id, to));
  if (!full || !last) return err({ code: 'DAY_WITHOUT_DATA', day });
  return ok({ backup, dataKey, day, full, last, from, to });
}

/**
 * Holds a day against its chain: each point's MAC, what each point of the day added and closed, the hash over
 * everything that was alive at its full, and that the day's last point is the newest one or is covered by the
 * next. Any changed, swapped, dropped or rolled-back row of the day is noticed.
 */
export async function checkDay(ports: SnapshotPorts, day: BackupDay): Promise<Result<void, ChainBroken>> {
  const { backup, dataKey, full, last } = day;
  const broken = (ordinal: number) => err({ code: 'CHAIN_BROKEN', ordinal } as const);
  const [points, head, alive, changes] = await Promise.all([
    ports.snapshots.points(backup.id, full.ordinal - 1, last.ordinal + 1),
    ports.snapshots.chainHead(backup.id),
    ports.snapshots.aliveAt(backup.id, full.ordinal),
    ports.snapshots.changes(backup.id, full.ordinal, last.ordinal),
  ]);
  const anchor = points.find((point) => point.ordinal === full.ordinal - 1);
  if (full.ordinal > 1 && !anchor) return broken(full.ordinal - 1);
  const linked = points.filter((point) => point.ordinal >= full.ordinal);
  const odd = firstBrokenPoint(dataKey, backup.id, anchor?.mac ?? null, linked);
  if (odd !== null) return broken(odd);
  const end = linked.at(-1);
  if (!head || !end || end.ordinal > head.ordinal) return broken(last.ordinal);
  if (end.ordinal === last.ordinal && last.ordinal < head.ordinal) return broken(last.ordinal + 1);
  if (end.ordinal === head.ordinal && !sameBytes(end.mac, head.mac)) return broken(head.ordinal);

  if (!full.setHash || !sameBytes(hashSet(dataKey, alive), full.setHash)) return broken(full.ordinal);
  for (const point of linked) {
    if (point.ordinal > last.ordinal) break;
    const hash = hashChanges(
      dataKey,
      changes.added.filter((record) => record.fromOrdinal === point.ordinal),
      changes.closed.filter((record) => record.toOrdinal === point.ordinal),
    );
    if (!sameBytes(hash, point.changesHash)) return broken(point.ordinal);
  }
  return ok(undefined);
}
