import type { Actor } from '../access/model.ts';
import { checkUsable } from '../backups/lifecycle.ts';
import type { BackupInstance } from '../backups/model.ts';
import { isQueryable, queryableRange } from '../backups/queryable-range.ts';
import { type Day, dayOf, endOfDay, startOfDay } from '../kernel/calendar.ts';
import { timeZoneIn } from '../kernel/regions.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import type { SnapshotError } from './errors.ts';
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
