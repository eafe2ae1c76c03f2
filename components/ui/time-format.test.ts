import { describe, expect, it } from 'vitest';
import {
  formatDistance,
  formatExact,
  formatOffsets,
  formatTime,
  slotLabel,
  slotLabels,
} from './time-format.ts';

const view = { now: new Date('2026-11-24T06:37:00Z'), timeZone: 'Asia/Shanghai', locale: 'en' };
const moment = (iso: string) => formatTime(new Date(iso), view, 'moment');

describe('a moment', () => {
  it('is a clock time alone today, in the region and not in UTC', () => {
    expect(moment('2026-11-24T06:35:00Z')).toBe('14:35');
    expect(moment('2026-11-23T16:00:00Z')).toBe('00:00');
  });
  it('names the day from the last second of yesterday back', () => {
    expect(moment('2026-11-23T15:59:59Z')).toBe('23 Nov, 23:59');
  });
  it('names the year when it is another in the region', () => {
    expect(moment('2025-12-31T15:59:00Z')).toBe('31 Dec 2025, 23:59');
    expect(moment('2025-12-31T16:00:00Z')).toBe('1 Jan, 00:00');
  });
});

describe('a moment of an hour that the clock repeats', () => {
  const berlin = { now: new Date('2026-11-24T06:37:00Z'), timeZone: 'Europe/Berlin', locale: 'en' };
  it('names its offset, and no other moment does', () => {
    const read = (iso: string) => formatTime(new Date(iso), berlin, 'moment');
    expect(read('2026-10-25T00:30:07Z')).toBe('25 Oct, 02:30 UTC+2');
    expect(read('2026-10-25T01:30:07Z')).toBe('25 Oct, 02:30 UTC+1');
    expect(read('2026-10-25T02:30:07Z')).toBe('25 Oct, 03:30');
    expect(read('2026-10-24T00:30:07Z')).toBe('24 Oct, 02:30');
  });
});

describe('the offsets of a span', () => {
  const of = (locale: string, ...isos: string[]) =>
    formatOffsets(
      isos.map((iso) => new Date(iso)),
      'Europe/Berlin',
      locale,
    );
  it('are one on most days, and both on the day of a change', () => {
    expect(of('en', '2026-03-24T23:00:00Z', '2026-03-25T23:00:00Z')).toBe('UTC+1');
    expect(of('en', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe('UTC+2 and UTC+1');
    expect(of('zh', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe('UTC+2和UTC+1');
  });
});

describe('a day', () => {
  it("is the region's calendar day", () => {
    expect(formatTime(new Date('2026-11-30T16:30:00Z'), view, 'day')).toBe('1 Dec 2026');
  });
});

describe('a distance', () => {
  const distance = (iso: string) => formatDistance(new Date(iso), view);
  it.each([
    ['2026-11-24T06:37:00Z', 'just now'],
    ['2026-11-24T06:36:56Z', 'just now'],
    ['2026-11-24T06:36:55Z', '5 sec ago'],
    ['2026-11-24T06:37:03Z', 'in 3 sec'],
    ['2026-11-24T06:36:31Z', '29 sec ago'],
    ['2026-11-24T06:35:00Z', '2 min ago'],
    ['2026-11-24T05:37:01Z', '59 min ago'],
    ['2026-11-24T03:00:00Z', '3 hr ago'],
    ['2026-11-30T07:00:00Z', 'in 6 days'],
    ['2026-11-25T06:36:59Z', 'in 23 hr'],
  ])('of %s reads "%s"', (iso, said) => {
    expect(distance(iso)).toBe(said);
  });
});

describe('the exact time', () => {
  it('carries the offset of its own moment, across a change of clocks', () => {
    expect(formatExact(new Date('2026-07-01T12:00:07Z'), 'Europe/Berlin')).toBe(
      '2026-07-01 14:00:07 UTC+02:00',
    );
    expect(formatExact(new Date('2026-12-01T12:00:07Z'), 'Europe/Berlin')).toBe(
      '2026-12-01 13:00:07 UTC+01:00',
    );
    expect(formatExact(new Date('2026-12-01T00:00:00Z'), 'Europe/London')).toBe(
      '2026-12-01 00:00:00 UTC+00:00',
    );
  });
});

describe('in Chinese', () => {
  const chinese = { ...view, locale: 'zh' };
  it.each([
    ['2026-11-24T06:35:00Z', '14:35', '2分钟前'],
    ['2026-11-23T15:59:59Z', '11月23日 23:59', '14小时前'],
    ['2025-12-31T15:59:00Z', '2025年12月31日 23:59', '327天前'],
    ['2026-11-24T06:36:59Z', '14:36', '刚刚'],
  ])('%s is "%s", "%s"', (iso, time, distance) => {
    expect(formatTime(new Date(iso), chinese, 'moment')).toBe(time);
    expect(formatDistance(new Date(iso), chinese)).toBe(distance);
  });
});

describe('a slot of a day', () => {
  const every = (first: string, count: number, minutes: number) =>
    Array.from({ length: count }, (_, index) => new Date(Date.parse(first) + index * minutes * 60_000));

  it('is a clock time, with its offset where the clock shows it twice', () => {
    expect(slotLabel(new Date('2026-11-23T01:30:00Z'), 'Asia/Shanghai')).toBe('09:30');
    expect(slotLabel(new Date('2026-10-25T00:30:00Z'), 'Europe/Berlin')).toBe('02:30 UTC+2');
    expect(slotLabel(new Date('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toBe('02:30 UTC+1');
    expect(slotLabel(new Date('2026-10-25T02:30:00Z'), 'Europe/Berlin')).toBe('03:30');
  });

  it('ends the day at 24:00, also one of 25 or of 23 hours', () => {
    const berlin = slotLabels(every('2026-10-24T22:00:00Z', 26, 60), 'Europe/Berlin');
    expect(berlin.slice(0, 5)).toEqual(['00:00', '01:00', '02:00 UTC+2', '02:00 UTC+1', '03:00']);
    expect(berlin.at(-1)).toBe('24:00');
    const spring = slotLabels(every('2026-03-28T23:00:00Z', 24, 60), 'Europe/Berlin');
    expect([spring[1], spring[2], spring.at(-1)]).toEqual(['01:00', '03:00', '24:00']);
  });
});
