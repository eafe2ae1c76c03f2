import { isQueryable, type QueryableRange } from '../backups/queryable-range.ts';
import { addDays, type Day } from '../kernel/calendar.ts';

/** Whether a day can be chosen, and if not, why. */
export type CalendarDay = {
  readonly day: Day;
  readonly standing: 'data' | 'outside-range' | 'before-enabling' | 'future' | 'no-data';
};

/**
 * The days of a month as View Data's calendar shows them. `month` is "YYYY-MM".
 */
export function calendarDays(
  month: string,
  given: {
    readonly range: QueryableRange;
    readonly enabledOn: Day | null;
    readonly daysWithData: readonly Day[];
  },
): readonly CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let day: Day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) {
    days.push({ day, standing: standingOf(day, given) });
  }
  return days;
}

function standingOf(day: Day, given: Parameters<typeof calendarDays>[1]): CalendarDay['standing'] {
  if (day > given.range.last) return 'future';
  if (given.daysWithData.includes(day) && isQueryable(day, given.range)) return 'data';
  if (given.enabledOn === null || day < given.enabledOn) return 'before-enabling';
  return isQueryable(day, given.range) ? 'no-data' : 'outside-range';
}
