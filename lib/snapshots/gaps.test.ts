import fc from 'fast-check';
import { expect, it } from 'vitest';
import { slotMinutes } from '../kernel/calendar.ts';
import { gapsIn, slotsIn } from './gaps.ts';

const slotMs = slotMinutes * 60_000;
const base = Date.parse('2026-11-24T00:00:00Z');
const slot = (number: number) => new Date(base + number * slotMs);
const span = (first: number, last: number) => ({ firstSlotAt: slot(first), lastSlotAt: slot(last) });
const day = { from: slot(0), to: slot(288) };

it('names the slots that nothing covers, from the enabling on, until now', () => {
  const enabledAt = new Date(slot(2).getTime() + 90_000);
  const now = new Date(slot(20).getTime() + 299_999);
  expect(gapsIn([span(4, 6), span(10, 12)], day, enabledAt, now)).toEqual([
    { ...span(2, 3), slots: 2 },
    { ...span(7, 9), slots: 3 },
    { ...span(13, 19), slots: 7 },
  ]);
});

it('counts nothing before the enabling and nothing that may still be on its way', () => {
  expect(gapsIn([], day, slot(5), new Date(slot(6).getTime() - 1))).toEqual([]);
  expect(gapsIn([], day, slot(5), slot(6))).toEqual([{ ...span(5, 5), slots: 1 }]);
  expect(gapsIn([], day, slot(300), slot(400))).toEqual([]);
});

it('keeps to the span that is asked for, though coverage reaches beyond it', () => {
  const asked = { from: new Date(slot(10).getTime() - 1), to: new Date(slot(20).getTime() + 1) };
  expect(gapsIn([span(-5, 12), span(19, 40)], asked, slot(-50), slot(100))).toEqual([
    { ...span(13, 18), slots: 6 },
  ]);
});

it('a slot is covered or in exactly one gap, whatever the coverage', () => {
  const number = fc.integer({ min: -20, max: 60 });
  const spans = fc.array(
    fc.tuple(number, fc.integer({ min: 0, max: 8 })).map(([first, more]) => span(first, first + more)),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(spans, number, number, number, number, (covered, from, to, enabled, until) => {
      const gaps = gapsIn(covered, { from: slot(from), to: slot(to) }, slot(enabled), slot(until));
      const inside = (at: number, spans: readonly ReturnType<typeof span>[]) =>
        spans.filter((one) => one.firstSlotAt <= slot(at) && slot(at) <= one.lastSlotAt).length;
      let missed = 0;
      for (let at = -30; at < 80; at++) {
        const asked = at >= from && at < to && at >= enabled && at < until;
        const missing = asked && inside(at, covered) === 0;
        if (missing) missed += 1;
        expect(inside(at, gaps)).toBe(missing ? 1 : 0);
      }
      expect(slotsIn(gaps)).toBe(missed);
    }),
  );
});
