import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, startOfDay } from '../kernel/calendar.ts';
import { itemTimeline, restorableUntil } from './item-timeline.ts';
import type { ItemState } from './model.ts';

const slot = (ordinal: number) => new Date(Date.UTC(2026, 10, 24) + ordinal * 300_000);
const state = (from: number, to: number | null, versionCount = 1): ItemState => ({
  itemType: 'KEY',
  itemId: 'key-1',
  alias: null,
  spec: 'Aliyun_AES_256',
  state: 'Enabled',
  keyId: null,
  itemCreatedAt: slot(0),
  itemRotatedAt: null,
  contentHash: new Uint8Array(),
  fromOrdinal: from,
  toOrdinal: to,
  versionCount,
  slotAt: slot(from),
  capturedAt: slot(from),
  closedSlotAt: to === null ? null : slot(to),
});

describe('what happened to an item', () => {
  it('tells creation, rotation, change, deletion and restore, newest first', () => {
    const states = [state(9, null, 2), state(4, 7, 2), state(2, 4, 2), state(1, 2)];
    expect(itemTimeline(states, true).map(({ kind, slotAt }) => [kind, slotAt])).toEqual([
      ['restored', slot(9)],
      ['deleted', slot(7)],
      ['changed', slot(4)],
      ['rotated', slot(2)],
      ['created', slot(1)],
    ]);
    expect(itemTimeline(states, false).at(-1)?.kind).toBe('rotated');
  });

  it('takes another item of the same name for a new one', () => {
    const other = { ...state(5, null), itemCreatedAt: slot(5) };
    expect(itemTimeline([other, state(1, 3)], true).map(({ kind }) => kind)).toEqual([
      'created',
      'deleted',
      'created',
    ]);
  });

  it('never loses a break: there is one deletion for each span without a state, and it is gone at the end', () => {
    const steps = fc.array(fc.record({ gap: fc.nat({ max: 2 }), length: fc.integer({ min: 1, max: 3 }) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(steps, fc.boolean(), (spans, isGone) => {
        let ordinal = 0;
        const states = spans.map(({ gap, length }) => {
          const from = ordinal + gap + (ordinal === 0 ? 1 : 0);
          ordinal = from + length;
          return state(from, ordinal);
        });
        const last = states.at(-1);
        if (!isGone && last) states[states.length - 1] = { ...last, toOrdinal: null, closedSlotAt: null };
        const events = itemTimeline(states.toReversed(), true);
        const breaks = spans.slice(1).filter(({ gap }) => gap > 0).length;
        expect(events.filter(({ kind }) => kind === 'deleted')).toHaveLength(breaks + (isGone ? 1 : 0));
        expect(events.filter(({ state: shown }) => shown !== null)).toHaveLength(states.length);
        const times = events.map(({ slotAt }) => slotAt.getTime());
        expect(times).toEqual(times.toSorted((one, other) => other - one));
      }),
    );
  });
});

describe('until when a state can be restored', () => {
  it('is the last day it was alive in, and the rest of the range after it', () => {
    const zone = 'Asia/Shanghai';
    expect(restorableUntil(null, 7, zone)).toBeNull();
    expect(restorableUntil(new Date('2026-11-24T02:00:00Z'), 7, zone)).toBe('2026-11-30');
    // Closed by the full at 00:00 of the 24th: the 23rd is the last day that shows it.
    expect(restorableUntil(startOfDay('2026-11-24', zone), 7, zone)).toBe('2026-11-29');
    expect(restorableUntil(new Date('2026-11-24T02:00:00Z'), 1, zone)).toBe('2026-11-24');
  });

  it('is never before the day on which it was last alive', () => {
    const instant = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2030-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 600 }), (closed, days) => {
        const until = restorableUntil(closed, days, 'Europe/London');
        expect(until && until >= dayOf(new Date(closed.getTime() - 1), 'Europe/London')).toBe(true);
      }),
    );
  });
});
