import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayOf } from '../kernel/calendar.ts';
import { restorableUntil } from './restorable-until.ts';

const zone = 'Asia/Shanghai';
const forEver = { queryableDays: 7, expiresAt: null };

it('a state can be restored on the day it could last be chosen in, and for the rest of the range after it', () => {
  expect(restorableUntil(forEver, null, zone)).toBeNull();
  expect(restorableUntil(forEver, new Date('2026-11-24T02:00:00Z'), zone)).toBe('2026-11-30');
  // 23:55 of the 23rd.
  expect(restorableUntil(forEver, new Date('2026-11-23T15:55:00Z'), zone)).toBe('2026-11-29');
});

it('not after the expiry', () => {
  const expiresAt = new Date('2026-11-26T02:00:00Z');
  expect(restorableUntil({ ...forEver, expiresAt }, new Date('2026-11-24T02:00:00Z'), zone)).toBe(
    '2026-11-26',
  );
});

it('never before the day in which it could last be chosen', () => {
  const instant = fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 600 }), (lastSlotAt, queryableDays) => {
      const until = restorableUntil({ queryableDays, expiresAt: null }, lastSlotAt, 'Europe/London');
      expect(until && until >= dayOf(lastSlotAt, 'Europe/London')).toBe(true);
    }),
  );
});
