import { nextSlot, slotAt, slotMinutes } from '../kernel/calendar.ts';
import { type Gap, gapsIn, type SlotSpan } from './gaps.ts';
import type { LinePoint } from './model.ts';
import type { CoverageSpan } from './ports.ts';

const slotMs = slotMinutes * 60_000;

/** A day's instants; 24:00 belongs to it, too, for the capture at it closes the day. */
export type DaySpan = { readonly from: Date; readonly to: Date };

/** Which point answers for a slot of a day. */
export type CoveredSlot = { readonly slotAt: Date; readonly ordinal: number };

/** The day's coverage from its full on, cut to the day, 24:00 included. */
export function coverageOfDay(
  coverage: readonly CoverageSpan[],
  { from, to }: DaySpan,
  fullOrdinal: number,
): readonly CoverageSpan[] {
  return coverage
    .filter((span) => span.ordinal >= fullOrdinal && span.lastSlotAt >= from && span.firstSlotAt <= to)
    .map((span) => ({
      ordinal: span.ordinal,
      firstSlotAt: span.firstSlotAt < from ? from : span.firstSlotAt,
      lastSlotAt: span.lastSlotAt > to ? to : span.lastSlotAt,
    }));
}

/** The newest covered slot. Of two points for one slot the later answers: it is the last before a release. */
export function lastCovered(coverage: readonly CoverageSpan[]): CoveredSlot | undefined {
  return newest(coverage.map(({ ordinal, lastSlotAt }) => ({ ordinal, slotAt: lastSlotAt })));
}

/** The point that answers for a slot; undefined: none does, or it is no slot. */
export function coveredAt(coverage: readonly CoverageSpan[], slot: Date): CoveredSlot | undefined {
  if (slotAt(slot).getTime() !== slot.getTime()) return undefined;
  return newest(
    coverage
      .filter((span) => span.firstSlotAt <= slot && span.lastSlotAt >= slot)
      .map(({ ordinal }) => ({ ordinal, slotAt: slot })),
  );
}

/** How many slots are covered. */
export function coveredSlots(coverage: readonly SlotSpan[]): number {
  let count = 0;
  let next = Number.NEGATIVE_INFINITY;
  for (const { firstSlotAt, lastSlotAt } of coverage.toSorted(
    (a, b) => a.firstSlotAt.getTime() - b.firstSlotAt.getTime(),
  )) {
    const first = Math.max(firstSlotAt.getTime(), next);
    const end = lastSlotAt.getTime() + slotMs;
    if (end > first) count += (end - first) / slotMs;
    next = Math.max(next, end);
  }
  return count;
}

/** The slots of a day that nothing covers although they were due. `until`: now, or when the schedule stopped. */
export function gapsOfDay(
  coverage: readonly CoverageSpan[],
  { from, to }: DaySpan,
  enabledAt: Date,
  until: Date,
): readonly Gap[] {
  return gapsIn(coverage, { from, to: nextSlot(to) }, enabledAt, until);
}

/** Those of the points that some slot of the day still answers with, each at the first of them. */
export function linePoints(
  points: readonly Omit<LinePoint, 'slotAt'>[],
  coverage: readonly CoverageSpan[],
): readonly LinePoint[] {
  return points.flatMap((point) => {
    const first = coverage.find((span) => span.ordinal === point.ordinal);
    return first ? [{ ...point, slotAt: first.firstSlotAt }] : [];
  });
}

function newest(slots: readonly CoveredSlot[]): CoveredSlot | undefined {
  return slots.reduce<CoveredSlot | undefined>((best, slot) => {
    if (!best) return slot;
    const later = slot.slotAt.getTime() - best.slotAt.getTime();
    return later > 0 || (later === 0 && slot.ordinal > best.ordinal) ? slot : best;
  }, undefined);
}
