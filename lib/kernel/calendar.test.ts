import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, endOfDay, isDay, nextSlot, slotAt, startOfDay } from './calendar.ts';
import { builtInRegions } from './regions.ts';

const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
const zones = fc.constantFrom(
  ...builtInRegions.map((region) => region.timeZone),
  'America/Sao_Paulo',
  'Asia/Beirut',
);

describe('calendar', () => {
  it('puts every instant into the day whose first and last instants surround it, in every time zone', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const day = dayOf(instant, zone);
        expect(startOfDay(day, zone).getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(endOfDay(day, zone).getTime()).toBeGreaterThan(instant.getTime());
      }),
    );
  });

  it('has days of 23 and 25 hours where clocks are changed', () => {
    const hours = (day: string) =>
      (endOfDay(day, 'Europe/Berlin').getTime() - startOfDay(day, 'Europe/Berlin').getTime()) / 3_600_000;
    expect(['2026-03-29', '2026-10-25', '2026-10-26'].map(hours)).toEqual([23, 25, 24]);
  });

  it('starts a day at its first instant where midnight is skipped', () => {
    // Lebanon, 29 March 2026: at 00:00 clocks went to 01:00.
    expect(startOfDay('2026-03-29', 'Asia/Beirut').toISOString()).toBe('2026-03-28T22:00:00.000Z');
  });

  it('knows 288 slots of a plain day, 276 and 300 where clocks are changed', () => {
    const slots = (day: string) => {
      let count = 0;
      const end = endOfDay(day, 'Europe/Berlin');
      for (let slot = startOfDay(day, 'Europe/Berlin'); slot < end; slot = nextSlot(slot)) count += 1;
      return count;
    };
    expect(['2026-06-01', '2026-03-29', '2026-10-25'].map(slots)).toEqual([288, 276, 300]);
  });

  it('takes slots at UTC multiples of five minutes', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const slot = slotAt(instant);
        expect(slot.getTime() % 300_000).toBe(0);
        expect(slot.getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(nextSlot(instant).getTime()).toBeGreaterThan(instant.getTime());
      }),
    );
  });

  it('adds days over months and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  it('knows real days from others', () => {
    expect(['2026-11-24', '2024-02-29', '1970-01-01', '2999-12-31'].every(isDay)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', 'today', '2026-11-24T00:00'].some(isDay)).toBe(false);
    expect(['9999-12-31', '3000-01-01', '1969-12-31', '0000-01-01'].some(isDay)).toBe(false);
  });
});
