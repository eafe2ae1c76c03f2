import { CalendarDate, fromDate, parseDate, toCalendarDate, toZoned } from '@internationalized/date';

/** A calendar day, "2026-11-24". Which instants it holds depends on a time zone. */
export type Day = string;

/** The slots of the schedule: UTC multiples of five minutes (topic, "Backup point in time"). */
export const slotMinutes = 5;
const slotMs = slotMinutes * 60_000;

/** The last slot that is not after the instant. */
export function slotAt(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / slotMs) * slotMs);
}

export function nextSlot(slot: Date): Date {
  return new Date(slotAt(slot).getTime() + slotMs);
}

/** The calendar day of an instant in a time zone. */
export function dayOf(instant: Date, timeZone: string): Day {
  return toCalendarDate(fromDate(instant, timeZone)).toString();
}

/** The day's first local instant: 00:00, or the first one after a skipped midnight. */
export function startOfDay(day: Day, timeZone: string): Date {
  return toZoned(parseDate(day), timeZone, 'compatible').toDate();
}

/** The first instant of the next day. */
export function endOfDay(day: Day, timeZone: string): Date {
  return startOfDay(addDays(day, 1), timeZone);
}

export function addDays(day: Day, days: number): Day {
  return parseDate(day).add({ days }).toString();
}

/** True for a real calendar day of the years 1970 to 2999, written "YYYY-MM-DD". */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return year >= 1970 && year <= 2999 && new CalendarDate(year, month, day).toString() === text;
}
