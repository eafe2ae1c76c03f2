import { parseDate } from '@internationalized/date';
import { isQueryable, type QueryableRange } from '../backups/queryable-range.ts';
import { type Day, isDay } from '../kernel/calendar.ts';

/** Whether a day can be chosen, and if not, why. */
export type CalendarDay = {
  readonly day: Day;
  readonly standing: 'data' | 'outside-range' | 'before-enabling' | 'future' | 'no-data';
};

/** How much changed on a day, beside the busiest of those shown with it: none, little, some, much. */
export type ChangeLevel = 0 | 1 | 2 | 3;

/** By powers: days of 2 and of 200 changes can be told apart, and one busy day doesn't pale the others. */
export function changeLevel(changes: number, most: number): ChangeLevel {
  if (changes <= 0 || most <= 0) return 0;
  const share = Math.log1p(changes) / Math.log1p(most);
  return share > 0.8 ? 3 : share > 0.5 ? 2 : 1;
}

export type Months = { readonly first: string; readonly last: string };

/** The months that the calendar shows: from the enabling's, or the range's first if there is none, to today's. */
export function calendarMonths(given: {
  readonly range: QueryableRange;
  readonly enabledOn: Day | null;
}): Months {
  const { range, enabledOn } = given;
  return { first: monthOf(enabledOn ?? range.first), last: monthOf(range.last) };
}

/** The month that was asked for, if the calendar shows it; null for anything else. */
export function askedMonth(text: string | null, months: Months): string | null {
  if (text === null || !isDay(`${text}-01`)) return null;
  return text >= months.first && text <= months.last ? text : null;
}

/** The first day of the month after a month "YYYY-MM". */
export const nextMonth = (month: string): Day => parseDate(`${month}-01`).add({ months: 1 }).toString();

export const monthOf = (day: Day): string => day.slice(0, 7);

/** The days of a month as View Data's calendar shows them. `month` is "YYYY-MM". */
export function calendarDays(
  month: string,
  given: {
    readonly range: QueryableRange;
    readonly enabledOn: Day | null;
    readonly daysWithData: readonly Day[];
  },
): readonly CalendarDay[] {
  const first = parseDate(`${month}-01`);
  return Array.from({ length: first.calendar.getDaysInMonth(first) }, (_, index) => {
    const day = first.set({ day: index + 1 }).toString();
    return { day, standing: standingOf(day, given) };
  });
}

function standingOf(day: Day, given: Parameters<typeof calendarDays>[1]): CalendarDay['standing'] {
  if (day > given.range.last) return 'future';
  if (given.daysWithData.includes(day) && isQueryable(day, given.range)) return 'data';
  if (given.enabledOn === null || day < given.enabledOn) return 'before-enabling';
  return isQueryable(day, given.range) ? 'no-data' : 'outside-range';
}
