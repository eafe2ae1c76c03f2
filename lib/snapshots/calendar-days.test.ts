import { describe, expect, it } from 'vitest';
import { askedMonth, calendarDays, calendarMonths, changeLevel } from './calendar-days.ts';

it('says of every day of the month whether it can be chosen, and if not, why', () => {
  const days = calendarDays('2026-11', {
    range: { first: '2026-11-15', last: '2026-11-21' },
    enabledOn: '2026-11-10',
    daysWithData: ['2026-11-12', '2026-11-15', '2026-11-17', '2026-11-21'],
  });
  expect(days).toHaveLength(30);
  const of = (day: string) => days.find((candidate) => candidate.day === `2026-11-${day}`)?.standing;
  expect(['09', '12', '15', '16', '21', '22'].map(of)).toEqual([
    'before-enabling',
    'outside-range',
    'data',
    'no-data',
    'data',
    'future',
  ]);
});

it('has every day of any month once, up to the last that a calendar can write', () => {
  const given = { range: { first: '2026-11-15', last: '2026-11-21' }, enabledOn: null, daysWithData: [] };
  const lengths = (months: string[]) => months.map((month) => calendarDays(month, given).length);
  expect(lengths(['2024-02', '2026-02', '2026-12', '9999-12'])).toEqual([29, 28, 31, 31]);
  expect(calendarDays('9999-12', given).at(-1)?.day).toBe('9999-12-31');
});

it('shows the months from the enabling, or from the range, to today', () => {
  const range = { first: '2026-10-26', last: '2026-11-24' };
  expect(calendarMonths({ range, enabledOn: '2025-03-09' })).toEqual({ first: '2025-03', last: '2026-11' });
  expect(calendarMonths({ range, enabledOn: '2026-11-02' })).toEqual({ first: '2026-11', last: '2026-11' });
  const months = calendarMonths({ range, enabledOn: null });
  expect(months).toEqual({ first: '2026-10', last: '2026-11' });
  expect(['2026-10', '2026-11'].map((month) => askedMonth(month, months))).toEqual(['2026-10', '2026-11']);
  for (const other of [null, '', '2026-09', '2026-12', '9999-12', '0000-01', '2026-1', '2026-11-01', 'x']) {
    expect(askedMonth(other, months)).toBeNull();
  }
});

describe('how much changed', () => {
  it('is told in four steps beside the busiest day', () => {
    expect([0, 1, 20, 400].map((changes) => changeLevel(changes, 400))).toEqual([0, 1, 2, 3]);
    expect(changeLevel(0, 0)).toBe(0);
    expect(changeLevel(1, 1)).toBe(3);
  });
});
