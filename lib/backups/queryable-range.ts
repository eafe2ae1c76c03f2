import { addDays, type Day, dayOf } from '../kernel/calendar.ts';

/** Calendar days in the region's time zone, both included. */
export type QueryableRange = { readonly first: Day; readonly last: Day };

/**
 * The last N calendar days in the region's time zone, today included (topic, "Queryable range"; with ten days
 * on 20 May: 11 to 20 May). Nothing is deleted by it: extending it reveals what was there all along.
 */
export function queryableRange(queryableDays: number, now: Date, timeZone: string): QueryableRange {
  const last = dayOf(now, timeZone);
  return { first: addDays(last, 1 - queryableDays), last };
}

/** Whether the day lies in the range, its ends included. */
export function isQueryable(day: Day, range: QueryableRange): boolean {
  return day >= range.first && day <= range.last;
}
