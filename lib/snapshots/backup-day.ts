import type { Actor } from '../access/model.ts';
import { checkUsable } from '../backups/lifecycle.ts';
import type { BackupInstance } from '../backups/model.ts';
import { isQueryable, queryableRange } from '../backups/queryable-range.ts';
import { type Day, dayOf, endOfDay, nextSlot, startOfDay } from '../kernel/calendar.ts';
import { timeZoneIn } from '../kernel/regions.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import { coverageOfDay, coveredAt, lastCovered } from './day-points.ts';
import type { SnapshotError } from './errors.ts';
import type { BackupPoint } from './model.ts';
import type { CoverageSpan, SnapshotPorts } from './ports.ts';

/** One day of a backup instance: from its full backup to the point that was chosen. */
export type BackupDay = {
  readonly backup: BackupInstance;
  readonly dataKey: DataKey;
  readonly day: Day;
  readonly full: BackupPoint;
  /** The chosen point; by default the day's last. At 24:00 the next day's full closes the day. */
  readonly last: BackupPoint;
  /** The slot that it answers for here. */
  readonly lastSlotAt: Date;
  /** The day's instants. */
  readonly from: Date;
  readonly to: Date;
  /** Which slots of the day its points answer for, in order, 24:00 included. */
  readonly coverage: readonly CoverageSpan[];
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
 * Opens a day for View Data or a restore, as of one of its slots (`at`), or of its last point. Refused, with the
 * reason: outside the queryable range, before the enabling, without a full backup, or a slot that no point of the
 * day answers for.
 */
export async function openDay(
  ports: SnapshotPorts,
  actor: Actor,
  backupId: string,
  day: Day,
  at: Date | null = null,
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
  const [from, to] = [startOfDay(day, timeZone), endOfDay(day, timeZone)];
  const [fulls, all] = await Promise.all([
    ports.snapshots.fullPoints(backup.id, from, to),
    ports.snapshots.coverage(backup.id, from, nextSlot(to)),
  ]);
  // A full that no slot answers with was taken by a clock that has been set back since.
  const full = fulls.find((point) => all.some((span) => span.ordinal === point.ordinal));
  if (!full) return err({ code: 'DAY_WITHOUT_DATA', day });
  const coverage = coverageOfDay(all, { from, to }, full.ordinal);
  const chosen = at === null ? lastCovered(coverage) : coveredAt(coverage, at);
  if (!chosen) {
    return at === null
      ? err({ code: 'DAY_WITHOUT_DATA', day })
      : err({ code: 'POINT_NOT_COVERED', day, at, timeZone });
  }
  const answering = at === null ? coverage.filter(({ ordinal }) => ordinal <= chosen.ordinal) : [chosen];
  const last = await newestOf(ports, backup.id, full, answering);
  if (!last) return err({ code: 'CHAIN_BROKEN', ordinal: chosen.ordinal });
  const lastSlotAt = last.ordinal === chosen.ordinal ? chosen.slotAt : last.slotAt;
  return ok({ backup, dataKey, day, full, last, lastSlotAt, from, to, coverage });
}

/** The newest of the points. One whose row is gone is passed over: what came before can still be looked at. */
async function newestOf(
  ports: SnapshotPorts,
  backupId: string,
  full: BackupPoint,
  answering: readonly { readonly ordinal: number }[],
): Promise<BackupPoint | undefined> {
  for (const ordinal of answering.map((one) => one.ordinal).toSorted((a, b) => b - a)) {
    if (ordinal === full.ordinal) return full;
    const [found] = await ports.snapshots.points(backupId, ordinal, ordinal);
    if (found) return found;
  }
  return undefined;
}
