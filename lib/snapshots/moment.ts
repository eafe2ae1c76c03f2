import type { BackupInstance } from '../backups/model.ts';
import { isQueryable, queryableRange } from '../backups/queryable-range.ts';
import { dayOf, nextSlot, slotAt } from '../kernel/calendar.ts';
import { timeZoneIn } from '../kernel/regions.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { SnapshotError } from './errors.ts';
import type { Moment } from './history-model.ts';
import type { SnapshotPorts } from './ports.ts';

/**
 * The point that holds the state of a slot. Refused, with the reason: outside the queryable range, before the
 * enabling, or without any point yet. Null: the newest slot that is covered.
 */
export async function momentAt(
  ports: Pick<SnapshotPorts, 'snapshots' | 'clock' | 'regions'>,
  backup: BackupInstance,
  asked: Date | null,
): Promise<Result<Moment, SnapshotError>> {
  const timeZone = timeZoneIn(ports.regions, backup.regionId);
  const now = await ports.clock.now();
  const range = queryableRange(backup.queryableDays, now, timeZone);
  const day = dayOf(asked ?? now, timeZone);
  if (!isQueryable(day, range)) {
    const extendable = backup.type === 'PURCHASED' && day < range.first;
    return err({ code: 'DAY_OUTSIDE_RANGE', day, range, extendable });
  }
  const enabledOn = backup.enabledAt && dayOf(backup.enabledAt, timeZone);
  if (enabledOn && day < enabledOn) return err({ code: 'DAY_BEFORE_ENABLING', day, enabledOn });
  const slot = slotAt(asked === null || asked > now ? now : asked);
  const point = await ports.snapshots.newestPoint(backup.id, slot);
  // A point of a day that can't be queried says nothing about one that can: that day has no full backup.
  if (!point || !isQueryable(dayOf(point.slotAt, timeZone), range)) {
    return err({ code: 'DAY_WITHOUT_DATA', day });
  }
  const covered = await ports.snapshots.coverage(backup.id, point.slotAt, nextSlot(slot));
  const newest = Math.max(...covered.map(({ lastSlotAt }) => Math.min(lastSlotAt.getTime(), slot.getTime())));
  const isCovered = covered.some((span) => span.firstSlotAt <= slot && span.lastSlotAt >= slot);
  if (asked === null && !isCovered && Number.isFinite(newest)) {
    return ok({ slotAt: new Date(newest), point, isCovered: true });
  }
  return ok({ slotAt: slot, point, isCovered });
}
