import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfDay, slotMinutes, startOfDay } from '../kernel/calendar.ts';
import { coverageOfDay, coveredAt, coveredSlots, gapsOfDay, lastCovered } from './day-points.ts';
import type { CoverageSpan } from './ports.ts';

const slotMs = slotMinutes * 60_000;
const spanOf = (day: string, timeZone: string) => ({
  from: startOfDay(day, timeZone),
  to: endOfDay(day, timeZone),
});
const shanghai = spanOf('2026-11-23', 'Asia/Shanghai');
const slot = (number: number) => new Date(shanghai.from.getTime() + number * slotMs);
const covers = (ordinal: number, first: number, last = first): CoverageSpan => ({
  ordinal,
  firstSlotAt: slot(first),
  lastSlotAt: slot(last),
});

describe('R9: the slots of a day', () => {
  it.each([
    ['2026-11-23', 'Asia/Shanghai', 289],
    ['2026-10-25', 'Europe/Berlin', 301],
    ['2026-03-29', 'Europe/Berlin', 277],
  ])('on %s in %s are %i with 24:00, where every one is covered', (day, timeZone, count) => {
    const { from, to } = spanOf(day, timeZone);
    const all = [
      { ordinal: 1, firstSlotAt: from, lastSlotAt: new Date(to.getTime() - slotMs) },
      { ordinal: 2, firstSlotAt: to, lastSlotAt: new Date(to.getTime() + 3_600_000) },
    ];
    const coverage = coverageOfDay(all, { from, to }, 1);
    expect(coveredSlots(coverage)).toBe(count);
    expect(lastCovered(coverage)).toEqual({ ordinal: 2, slotAt: to });
    expect(gapsOfDay(coverage, { from, to }, from, new Date(to.getTime() + 86_400_000))).toEqual([]);
  });
});

describe('R13: a slot of the day', () => {
  const coverage = coverageOfDay([covers(3, -5, -1), covers(4, 0, 2), covers(5, 5, 8)], shanghai, 4);

  it('is answered for by the point that covers it; a gap, another day and no slot at all by none', () => {
    expect(coveredAt(coverage, slot(0))).toEqual({ ordinal: 4, slotAt: slot(0) });
    expect(coveredAt(coverage, slot(7))).toEqual({ ordinal: 5, slotAt: slot(7) });
    for (const none of [slot(3), slot(4), slot(9), slot(-1), new Date(slot(1).getTime() + 1)]) {
      expect(coveredAt(coverage, none)).toBeUndefined();
    }
  });

  it('that two points cover is the later one’s: the last before a release', () => {
    const twice = coverageOfDay([covers(4, 0, 6), covers(5, 6)], shanghai, 4);
    expect(coveredAt(twice, slot(6))?.ordinal).toBe(5);
    expect(lastCovered(twice)).toEqual({ ordinal: 5, slotAt: slot(6) });
    expect(coveredSlots(twice)).toBe(7);
  });
});

it('counts and finds slots as a model does that looks at each', () => {
  const lengths = fc.array(fc.record({ skip: fc.nat(3), length: fc.integer({ min: 1, max: 6 }) }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(lengths, fc.integer({ min: -20, max: 20 }), (drawn, start) => {
      let next = start;
      const all = drawn.map(({ skip, length }, index) => {
        const first = next + skip;
        next = first + length;
        return covers(index + 1, first, next - 1);
      });
      const coverage = coverageOfDay(all, shanghai, 1);
      const answers = Array.from({ length: 289 }, (_, number) =>
        all.find((span) => span.firstSlotAt <= slot(number) && span.lastSlotAt >= slot(number)),
      );
      expect(answers.map((_, number) => coveredAt(coverage, slot(number))?.ordinal)).toEqual(
        answers.map((span) => span?.ordinal),
      );
      expect(coveredSlots(coverage)).toBe(answers.filter(Boolean).length);
      const missing = gapsOfDay(coverage, shanghai, shanghai.from, slot(400)).reduce(
        (sum, gap) => sum + gap.slots,
        0,
      );
      expect(missing).toBe(answers.filter((span) => !span).length);
    }),
  );
});
