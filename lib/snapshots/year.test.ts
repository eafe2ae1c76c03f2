import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../kernel/calendar.ts';
import { slotsIn } from './gaps.ts';
import { missedByDay, missedSlots, yearOfDays, yearStart } from './year.ts';

const zone = fc.constantFrom('Asia/Shanghai', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe');
const gap = fc
  .record({ start: fc.integer({ min: 0, max: 100_000 }), slots: fc.integer({ min: 1, max: 2000 }) })
  .map(({ start, slots }) => {
    const first = Date.UTC(2026, 0, 1) + start * 300_000;
    return {
      firstSlotAt: new Date(first),
      lastSlotAt: new Date(first + (slots - 1) * 300_000),
      slots,
    };
  });
const given = {
  today: '2026-11-25',
  timeZone: 'Asia/Shanghai',
  enabledOn: '2026-11-20',
  gaps: [],
  totals: [],
} as const;
const total = (day: string, changes: number) => ({ backupId: 'kbi-1', day, points: 1, fulls: 1, changes });

describe('a year of backups', () => {
  it('begins on a Monday and ends today, within 53 weeks', () => {
    const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (at) => {
        const today = dayOf(at, 'UTC');
        const year = yearOfDays({ ...given, today });
        expect(new Date(`${year[0]?.day}T00:00:00Z`).getUTCDay()).toBe(1);
        expect(year.at(-1)?.day).toBe(today);
        expect(Math.ceil(year.length / 7)).toBe(53);
        expect(year[0]?.day).toBe(yearStart(today));
      }),
    );
  });

  it('tells days before the enabling, days without a point and days with data apart', () => {
    const year = yearOfDays({ ...given, totals: [total('2026-11-24', 0)] });
    const standing = new Map(year.map((day) => [day.day, day.standing]));
    expect(standing.get('2026-11-19')).toBe('before');
    expect(standing.get('2026-11-23')).toBe('empty');
    expect(standing.get('2026-11-24')).toBe('data');
    expect(new Set(yearOfDays({ ...given, enabledOn: null }).map((day) => day.standing))).toEqual(
      new Set(['before']),
    );
  });

  it('shades what changed more never lighter, and nothing as nothing', () => {
    const counts = fc.array(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(counts, (changes) => {
        const totals = changes.map((count, index) => total(addDays('2026-09-20', index), count));
        const days = yearOfDays({ ...given, enabledOn: '2026-09-20', totals });
        const shown = days.filter((day) => day.standing === 'data').toSorted((a, b) => a.changes - b.changes);
        for (const [index, day] of shown.entries()) {
          expect(day.shade >= (shown[index - 1]?.shade ?? 0)).toBe(true);
          expect(day.shade === 0).toBe(day.changes === 0);
        }
        if (changes.some((count) => count > 0)) expect(shown.at(-1)?.shade).toBeGreaterThan(0);
      }),
    );
  });
});

describe('missed slots', () => {
  it('are counted once each, on the day in which they lie, whatever the clocks do', () => {
    fc.assert(
      fc.property(zone, fc.array(gap, { maxLength: 4 }), (timeZone, gaps) => {
        const missed = missedByDay(gaps, timeZone);
        const all = [...missed.values()].reduce((sum, count) => sum + count, 0);
        expect(all).toBe(slotsIn(gaps));
        for (const { firstSlotAt, lastSlotAt } of gaps) {
          expect(missed.get(dayOf(firstSlotAt, timeZone))).toBeGreaterThan(0);
          expect(missed.get(dayOf(lastSlotAt, timeZone))).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('are told for today, the last seven days and all', () => {
    const at = (iso: string) => ({ firstSlotAt: new Date(iso), lastSlotAt: new Date(iso), slots: 1 });
    const gaps = [at('2026-11-25T01:00:00Z'), at('2026-11-20T01:00:00Z'), at('2026-06-01T01:00:00Z')];
    expect(missedSlots(yearOfDays({ ...given, gaps }))).toEqual({ today: 1, week: 2, all: 3 });
  });
});
