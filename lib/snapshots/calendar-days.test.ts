import { expect, it } from 'vitest';
import { calendarDays } from './calendar-days.ts';

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
