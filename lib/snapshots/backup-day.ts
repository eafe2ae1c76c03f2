import type { Actor } from '../access/model.ts';
import { checkUsable } from '../backups/lifecycle.ts';
import type { BackupInstance } from '../backups/model.ts';
import { isQueryable, queryableRange } from '../backups/queryable-range.ts';
import { type Day, dayOf, endOfDay, startOfDay } from '../kernel/calendar.ts';
import { findRegion } from '../kernel/regions.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import { sameBytes } from '../ports/keyring.ts';
import { firstBrokenPoint, hashChanges } from './chain.ts';
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
  const wrapped = backup.dataKeyId && (await ports.backups.findDataKey(backup.accountId, backup.dataKeyId));
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
  const timeZone = timeZoneOf(backup);
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

export function timeZoneOf(backup: Pick<BackupInstance, 'id' | 'regionId'>): string {
  const region = findRegion(backup.regionId);
  if (!region) throw new Error(`Backup instance ${backup.id} is in an unknown region: ${backup.regionId}`);
  return region.timeZone;
}

/**
 * Holds a day's points against their chain, what they changed against their hashes, and the number of records
 * against the full's own: a changed or dropped row of the day is noticed. The full's records are bound to it
 * one by one and are checked when they are opened.
 */
export async function checkDay(ports: SnapshotPorts, day: BackupDay): Promise<Result<void, ChainBroken>> {
  const { backup, dataKey, full, last } = day;
  const points = await ports.snapshots.points(backup.id, Math.max(1, full.ordinal - 1), last.ordinal);
  const anchor = full.ordinal > 1 ? points[0] : undefined;
  const ofDay = anchor ? points.slice(1) : points;
  if (ofDay.length !== last.ordinal - full.ordinal + 1)
    return err({ code: 'CHAIN_BROKEN', ordinal: full.ordinal });
  const broken = firstBrokenPoint(dataKey, backup.id, anchor?.mac ?? null, ofDay);
  if (broken !== null) return err({ code: 'CHAIN_BROKEN', ordinal: broken });

  const alive = await ports.snapshots.countAlive(backup.id, full.ordinal);
  if (alive.KEY !== full.keyCount || alive.SECRET !== full.secretCount) {
    return err({ code: 'CHAIN_BROKEN', ordinal: full.ordinal });
  }
  if (last.ordinal === full.ordinal) return ok(undefined);
  const changes = await ports.snapshots.changes(backup.id, full.ordinal + 1, last.ordinal);
  for (const point of ofDay.slice(1)) {
    const hash = hashChanges(
      dataKey,
      changes.added.filter((record) => record.fromOrdinal === point.ordinal),
      changes.closed.filter((record) => record.toOrdinal === point.ordinal),
    );
    if (!sameBytes(hash, point.changesHash)) return err({ code: 'CHAIN_BROKEN', ordinal: point.ordinal });
  }
  return ok(undefined);
}
