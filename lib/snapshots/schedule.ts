import { dayOf, endOfDay, nextSlot, slotAt, slotMinutes } from '../kernel/calendar.ts';
import type { PointKind } from './model.ts';

export type DueSnapshot = { readonly kind: PointKind; readonly slotAt: Date };

/**
 * What a due backup instance has to take now (topic, "Backup point in time"): the first of a day in the
 * region's time zone is full, every other one incremental. Slots missed meanwhile collapse into this one.
 */
export function dueSnapshot(now: Date, fullDueAt: Date | null): DueSnapshot {
  const slot = slotAt(now);
  return { kind: fullDueAt !== null && slot < fullDueAt ? 'INCREMENTAL' : 'FULL', slotAt: slot };
}

/** The slot from which the full backup after this one is due: the first of the next day in the region's time zone. */
export function nextFullDue(fullSlotAt: Date, timeZone: string): Date {
  return endOfDay(dayOf(fullSlotAt, timeZone), timeZone);
}

/** The last slot a snapshot answers for: slots that pass while a full runs are no gap. */
export function lastCoveredSlot(due: DueSnapshot, finishedAt: Date): Date {
  if (due.kind === 'INCREMENTAL') return due.slotAt;
  return new Date(Math.max(slotAt(finishedAt).getTime(), due.slotAt.getTime()));
}

/**
 * Until when a snapshot ran that began at `startedAt` and took `elapsedMs`: not later than the clock says, and not
 * later than it took, so that a clock which jumps forth meanwhile, or a machine that sleeps, leaves its gap.
 */
export function ranUntil(startedAt: Date, elapsedMs: number, now: Date): Date {
  return new Date(Math.min(now.getTime(), startedAt.getTime() + elapsedMs));
}

export function nextDue(lastCovered: Date): Date {
  return nextSlot(lastCovered);
}

/** The latest a next slot may be due: one that is due after it was set before the clock went back. */
export function latestDue(now: Date): Date {
  return new Date(slotAt(now).getTime() + 2 * slotMinutes * 60_000);
}

/** What still counts of a schedule after the clock went back: coverage of slots that are not after now. */
export type Standing = {
  /** The last slot covered, and the slot of the newest full that covers any; null: none. */
  readonly coveredThrough: Date | null;
  readonly fullSlotAt: Date | null;
};

/** Where a schedule goes on after the clock went back: at the first slot from now on that nothing covers. */
export function resumed(
  standing: Standing,
  now: Date,
  timeZone: string,
): { readonly dueAt: Date; readonly fullDueAt: Date | null } {
  const slot = slotAt(now);
  const { coveredThrough, fullSlotAt } = standing;
  return {
    dueAt: coveredThrough !== null && coveredThrough >= slot ? nextSlot(slot) : slot,
    fullDueAt: fullSlotAt && nextFullDue(fullSlotAt, timeZone),
  };
}
