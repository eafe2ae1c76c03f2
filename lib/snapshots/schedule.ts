import { dayOf, endOfDay, nextSlot, slotAt } from '../kernel/calendar.ts';
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

export function nextDue(lastCovered: Date): Date {
  return nextSlot(lastCovered);
}
