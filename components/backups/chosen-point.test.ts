import { describe, expect, it } from 'vitest';
import type { Moment } from '@/lib/snapshots/history-model';
import { chosenPoint } from './chosen-point';

const none = new Uint8Array();
const momentAt = (iso: string, isCovered = true, pointIso = iso): Moment => ({
  slotAt: new Date(iso),
  isCovered,
  point: {
    ordinal: 2,
    kind: 'INCREMENTAL',
    slotAt: new Date(pointIso),
    capturedAt: new Date(pointIso),
    throughSeq: 1n,
    keyCount: 1,
    secretCount: 0,
    added: 1,
    closed: 0,
    changesHash: none,
    setHash: null,
    mac: none,
  },
});
const choice = (iso: string) => ({
  ordinal: 2,
  kind: 'INCREMENTAL' as const,
  slotAt: new Date(iso),
  changes: 1,
});
const words = {
  full: 'full',
  changes: (count: number) => `${count} changes`,
  taken: (time: string) => `the point of ${time}`,
  unchanged: (time: string) => `unchanged since ${time}`,
  missed: (time: string) => `missed, so ${time}`,
};
const view = {
  place: { region: 'eu-central-1', backupId: 'kbi-1' },
  now: new Date('2026-11-24T04:00:00Z'),
  timeZone: 'Europe/Berlin',
  locale: 'en',
};
const choices = ['2026-10-24T23:30:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map(choice);

describe('a side of a comparison on the day on which the clock repeats an hour', () => {
  it('tells its two 02:30 apart, in the choices and in words', () => {
    const [summer, winter] = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((iso) =>
      chosenPoint(momentAt(iso), choices, view, words),
    );
    expect(summer?.times.map(({ label }) => label)).toEqual(['01:30', '02:30 UTC+2', '02:30 UTC+1']);
    expect(summer?.note).toBe('the point of 25 Oct, 02:30 UTC+2');
    expect(winter?.note).toBe('the point of 25 Oct, 02:30 UTC+1');
  });

  it('names the offset of a missed slot and of the point that stands for it', () => {
    const shown = chosenPoint(
      momentAt('2026-10-25T01:35:00Z', false, '2026-10-25T00:30:00Z'),
      choices,
      view,
      words,
    );
    expect(shown.times.at(-1)).toMatchObject({ label: '02:35 UTC+1', description: shown.note });
    expect(shown.note).toBe('missed, so 25 Oct, 02:30 UTC+2');
  });
});
