import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, startOfDay } from '../kernel/calendar.ts';
import { builtInRegions } from '../kernel/regions.ts';
import { dueSnapshot, lastCoveredSlot, nextDue, nextFullDue } from './schedule.ts';

const zone = 'Asia/Shanghai';
/** When the full after that of a day is due. */
const dueAfter = (day: string) => nextFullDue(startOfDay(day, zone), zone);

describe('the schedule', () => {
  it('takes a full backup first, and the first of every day in the region', () => {
    expect(dueSnapshot(new Date('2026-11-24T04:02:00Z'), null).kind).toBe('FULL');
    expect(dueSnapshot(new Date('2026-11-24T04:07:00Z'), dueAfter('2026-11-24')).kind).toBe('INCREMENTAL');
    // 16:00 UTC is midnight in Shanghai.
    expect(dueSnapshot(new Date('2026-11-24T15:59:59Z'), dueAfter('2026-11-24')).kind).toBe('INCREMENTAL');
    const midnight = dueSnapshot(new Date('2026-11-24T16:00:03Z'), dueAfter('2026-11-24'));
    expect(midnight).toEqual({ kind: 'FULL', slotAt: new Date('2026-11-24T16:00:00Z') });
  });

  it('takes a missed full late, once, and lets missed incrementals collapse into one', () => {
    const late = dueSnapshot(new Date('2026-11-26T03:11:00Z'), dueAfter('2026-11-24'));
    expect(late).toEqual({ kind: 'FULL', slotAt: new Date('2026-11-26T03:10:00Z') });
    expect(dueSnapshot(new Date('2026-11-26T03:16:00Z'), dueAfter('2026-11-26')).kind).toBe('INCREMENTAL');
  });

  it('counts slots that pass while a full runs as covered, and no others', () => {
    const full = { kind: 'FULL', slotAt: new Date('2026-11-24T16:00:00Z') } as const;
    expect(lastCoveredSlot(full, new Date('2026-11-24T16:11:00Z')).toISOString()).toBe(
      '2026-11-24T16:10:00.000Z',
    );
    const incremental = { ...full, kind: 'INCREMENTAL' } as const;
    expect(lastCoveredSlot(incremental, new Date('2026-11-24T16:11:00Z'))).toEqual(full.slotAt);
  });

  it('never takes two fulls in one day of a region, whatever the moments of its looks', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 40 * 3600 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...builtInRegions), steps, (region, seconds) => {
        let now = new Date('2026-03-20T00:00:00Z');
        let due = now;
        let fullDueAt: Date | null = null;
        const fulls: string[] = [];
        for (const step of seconds) {
          now = new Date(now.getTime() + step * 1000);
          if (now < due) continue;
          const snapshot = dueSnapshot(now, fullDueAt);
          expect(snapshot.slotAt.getTime()).toBeLessThanOrEqual(now.getTime());
          if (snapshot.kind === 'FULL') {
            fullDueAt = nextFullDue(snapshot.slotAt, region.timeZone);
            fulls.push(dayOf(snapshot.slotAt, region.timeZone));
          }
          due = nextDue(lastCoveredSlot(snapshot, now));
          expect(due.getTime()).toBeGreaterThan(now.getTime());
        }
        expect(new Set(fulls).size).toBe(fulls.length);
      }),
    );
  });
});
