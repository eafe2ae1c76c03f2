import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemTimeline } from './item-timeline.ts';
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
  contentHash: Uint8Array.of(from),
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

  it('tells nothing of a fresh copy that a full backup took of a damaged record', () => {
    const damaged = state(1, 3);
    const copy = { ...state(3, null), contentHash: damaged.contentHash };
    expect(itemTimeline([copy, damaged], true).map(({ kind }) => kind)).toEqual(['created']);
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
