import { nextSlot, slotAt, slotMinutes } from '../kernel/calendar.ts';

/** Consecutive slots, the first and the last of them included. */
export type SlotSpan = { readonly firstSlotAt: Date; readonly lastSlotAt: Date };

/** Consecutive slots that no point answers for, and how many they are. */
export type Gap = SlotSpan & { readonly slots: number };

const slotMs = slotMinutes * 60_000;

/**
 * The slots of a span of time that nothing covers, in order. The schedule asks for every slot from the one in which
 * the backup instance was enabled; the one in which `until` lies may still be on its way and doesn't count.
 *
 * `covered`: coverage that touches the span, in any order. `until`: now, or when the schedule stopped (the source's
 * release, the expiry), whichever is first.
 */
export function gapsIn(
  covered: readonly SlotSpan[],
  span: { readonly from: Date; readonly to: Date },
  enabledAt: Date,
  until: Date,
): readonly Gap[] {
  const first = Math.max(ceilSlot(span.from), slotAt(enabledAt).getTime());
  const end = Math.min(ceilSlot(span.to), slotAt(until).getTime());
  const gaps: Gap[] = [];
  let next = first;
  const close = (before: number) => {
    if (before > next) gaps.push(gapOf(next, before));
  };
  for (const { firstSlotAt, lastSlotAt } of covered.toSorted(byFirstSlot)) {
    close(Math.min(firstSlotAt.getTime(), end));
    next = Math.max(next, nextSlot(lastSlotAt).getTime());
  }
  close(end);
  return gaps;
}

/** How many slots the gaps hold. */
export function slotsIn(gaps: readonly Gap[]): number {
  return gaps.reduce((sum, gap) => sum + gap.slots, 0);
}

const gapOf = (first: number, end: number): Gap => ({
  firstSlotAt: new Date(first),
  lastSlotAt: new Date(end - slotMs),
  slots: (end - first) / slotMs,
});

/** The first slot that is not before the instant. */
const ceilSlot = (instant: Date): number => Math.ceil(instant.getTime() / slotMs) * slotMs;

const byFirstSlot = (a: SlotSpan, b: SlotSpan) => a.firstSlotAt.getTime() - b.firstSlotAt.getTime();
