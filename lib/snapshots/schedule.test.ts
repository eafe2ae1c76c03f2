import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, slotAt, slotMinutes, startOfDay } from '../kernel/calendar.ts';
import { builtInRegions } from '../kernel/regions.ts';
import { gapsIn } from './gaps.ts';
import {
  dueSnapshot,
  lastCoveredSlot,
  latestDue,
  nextDue,
  nextFullDue,
  ranUntil,
  resumed,
} from './schedule.ts';

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

  it('a clock that jumps, or a machine that sleeps, while a full runs leaves its gap', () => {
    const startedAt = new Date('2026-11-24T16:00:02Z');
    const minutes = (count: number) => new Date(startedAt.getTime() + count * 60_000);
    expect(ranUntil(startedAt, 11 * 60_000, minutes(11))).toEqual(minutes(11));
    expect(ranUntil(startedAt, 11 * 60_000, minutes(1440))).toEqual(minutes(11));
    expect(ranUntil(startedAt, 11 * 60_000, minutes(-60))).toEqual(minutes(-60));
  });

  it('goes on after the clock went back at the first slot that nothing covers', () => {
    const now = new Date('2026-11-24T04:07:00Z');
    const slot = new Date('2026-11-24T04:05:00Z');
    const fullSlotAt = new Date('2026-11-24T02:00:00Z');
    expect(latestDue(now)).toEqual(new Date('2026-11-24T04:15:00Z'));
    const fullDueAt = dueAfter('2026-11-24');
    const covered = { coveredThrough: slot, fullSlotAt };
    expect(resumed(covered, now, zone)).toEqual({ dueAt: new Date('2026-11-24T04:10:00Z'), fullDueAt });
    const behind = { coveredThrough: new Date('2026-11-24T03:00:00Z'), fullSlotAt };
    expect(resumed(behind, now, zone)).toEqual({ dueAt: slot, fullDueAt });
    const nothing = { coveredThrough: null, fullSlotAt: null };
    expect(resumed(nothing, now, zone)).toEqual({ dueAt: slot, fullDueAt: null });
  });
});

describe('whatever the clock does, in whatever time zone', () => {
  const slotMs = slotMinutes * 60_000;
  /** Half and quarter hours, midnights that are skipped or come twice, a day that was left out. */
  const zones = ['Asia/Kathmandu', 'America/Santiago', 'Africa/Cairo', 'Asia/Beirut', 'Pacific/Apia', 'UTC'];
  const starts = [
    '2026-03-28T20:00:00Z',
    '2026-04-04T20:00:00Z',
    '2026-10-24T20:00:00Z',
    '2011-12-29T08:00:00Z',
  ];
  const step = fc.record({
    minutes: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 1, max: 9 }) },
      { weight: 2, arbitrary: fc.integer({ min: 10, max: 4000 }) },
      { weight: 2, arbitrary: fc.integer({ min: -4000, max: -1 }) },
    ),
    /** How long what is due takes, if it is a full. */
    runs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 })),
  });

  it('each slot is covered once or is a gap, and each day has one full, from which on it is covered', () => {
    const cases = [
      fc.constantFrom(...zones),
      fc.constantFrom(...starts),
      fc.array(step, { maxLength: 80 }),
    ] as const;
    fc.assert(
      fc.property(...cases, (zone, start, steps) => {
        let now = new Date(start);
        let due = slotAt(now);
        let fullDueAt: Date | null = null;
        let spans: { firstSlotAt: Date; lastSlotAt: Date; full: Date }[] = [];
        for (const { minutes, runs } of steps) {
          now = new Date(now.getTime() + minutes * 60_000);
          const slot = slotAt(now);
          if (due > latestDue(now)) {
            spans = spans.flatMap((span) =>
              span.firstSlotAt > slot
                ? []
                : [{ ...span, lastSlotAt: new Date(Math.min(span.lastSlotAt.getTime(), slot.getTime())) }],
            );
            const last = spans.at(-1);
            const standing = { coveredThrough: last?.lastSlotAt ?? null, fullSlotAt: last?.full ?? null };
            ({ dueAt: due, fullDueAt } = resumed(standing, now, zone));
          }
          if (due > now) continue;
          const snapshot = dueSnapshot(now, fullDueAt);
          const ended = new Date(now.getTime() + runs * 60_000);
          const lastSlotAt = lastCoveredSlot(snapshot, ended);
          if (snapshot.kind === 'FULL') {
            fullDueAt = nextFullDue(snapshot.slotAt, zone);
            now = ended;
          }
          const full =
            snapshot.kind === 'FULL' ? snapshot.slotAt : (spans.at(-1)?.full ?? new Date(Number.NaN));
          spans.push({ firstSlotAt: snapshot.slotAt, lastSlotAt, full });
          due = nextDue(lastSlotAt);
        }

        const first = new Date(Math.min(...spans.map((span) => span.firstSlotAt.getTime()), now.getTime()));
        const covered = spans.reduce(
          (sum, span) => sum + (span.lastSlotAt.getTime() - span.firstSlotAt.getTime()) / slotMs + 1,
          0,
        );
        const end = new Date(
          Math.max(...spans.map((span) => span.lastSlotAt.getTime() + slotMs), first.getTime()),
        );
        const missed = gapsIn(spans, { from: first, to: end }, first, end).reduce(
          (sum, gap) => sum + gap.slots,
          0,
        );
        expect(covered + missed).toBe((end.getTime() - slotAt(first).getTime()) / slotMs);
        const fulls = spans.filter((span) => span.full.getTime() === span.firstSlotAt.getTime());
        const days = fulls.map((span) => dayOf(span.firstSlotAt, zone));
        expect(new Set(days).size).toBe(days.length);
        for (const span of spans) expect(dayOf(span.full, zone)).toBe(dayOf(span.firstSlotAt, zone));
      }),
    );
  });
});
