import { describe, expect, it } from 'vitest';
import type { TimeLine } from '@/lib/snapshots/model';
import { lineModel } from './line-model';
import { hourMarks, isCovered, nearestSlot, nextBar, nextCovered, slotText } from './time-line-model';

const slotMs = 300_000;
const from = new Date('2026-11-22T16:00:00Z');
const slot = (number: number) => new Date(from.getTime() + number * slotMs);
const span = (first: number, last: number) => ({ firstSlotAt: slot(first), lastSlotAt: slot(last) });

const line: TimeLine = {
  from,
  to: slot(288),
  points: [
    { ordinal: 4, kind: 'FULL', slotAt: slot(0), changes: 9 },
    { ordinal: 5, kind: 'INCREMENTAL', slotAt: slot(20), changes: 41 },
    { ordinal: 6, kind: 'INCREMENTAL', slotAt: slot(60), changes: 1 },
    { ordinal: 7, kind: 'FULL', slotAt: slot(288), changes: 2 },
  ],
  covered: [span(0, 40), span(50, 288)],
  gaps: [{ ...span(41, 49), slots: 9 }],
  firstSlotAt: slot(0),
  lastSlotAt: slot(288),
  slots: 280,
  fulls: 1,
};
const model = lineModel(line, 'Asia/Shanghai', new Date('2026-11-25T00:00:00Z'));

describe('a day’s time line', () => {
  it('names its slots by the region’s clock and in the address by UTC', () => {
    expect([model.labels[0], model.labels[114], model.labels[288]]).toEqual(['00:00', '09:30', '24:00']);
    expect(slotText(model, 114)).toBe('2026-11-23T01:30Z');
    expect(hourMarks(model).map(({ label }) => label)).toEqual([
      '00:00',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      '24:00',
    ]);
  });

  it('takes the full at 24:00, which is the next day’s, for the day’s last incremental', () => {
    expect(model.bars.filter(({ isFull }) => isFull).map((bar) => bar.slot)).toEqual([0]);
    expect(model.future).toBe(289);
  });

  it('steps from one covered slot to the next, over gaps, and ends at the ends', () => {
    expect([nextCovered(model, 40, 1), nextCovered(model, 50, -1)]).toEqual([50, 40]);
    expect([nextCovered(model, 288, 1), nextCovered(model, 0, -1)]).toEqual([undefined, undefined]);
    expect([nextBar(model, 20, 1), nextBar(model, 20, -1), nextBar(model, 288, 1)]).toEqual([
      60,
      0,
      undefined,
    ]);
  });

  it('takes what is pointed at: a bar within reach, else the nearest covered slot', () => {
    expect(nearestSlot(model, 22.4, 3)).toBe(20);
    expect(nearestSlot(model, 30.2, 3)).toBe(30);
    expect(nearestSlot(model, 43, 1)).toBe(40);
    expect(nearestSlot(model, 48, 1)).toBe(50);
    expect(isCovered(model, 45)).toBe(false);
  });
});

it('fades what is still to come', () => {
  expect(lineModel(line, 'Asia/Shanghai', new Date(slot(100).getTime() + 1000)).future).toBe(101);
});
