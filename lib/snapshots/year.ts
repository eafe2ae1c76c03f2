import { getDayOfWeek, parseDate } from '@internationalized/date';
import { addDays, type Day, dayOf, endOfDay, startOfDay } from '../kernel/calendar.ts';
import type { Gap } from './gaps.ts';
import type { DayTotals } from './model.ts';

/** How much changed on a day, for a shade: 0 nothing, then quarters of the days that changed anything. */
export type Shade = 0 | 1 | 2 | 3 | 4;

/** A day of the year as its backups tell it. */
export type YearDay = {
  readonly day: Day;
  /** `before`: the backup instance wasn't enabled yet. `empty`: enabled, and no point that day. */
  readonly standing: 'before' | 'empty' | 'data';
  readonly points: number;
  readonly changes: number;
  readonly shade: Shade;
  /** Slots that no point answers for. */
  readonly missed: number;
};

export const yearWeeks = 53;

/** The Monday with which the year that ends today begins: 53 weeks, of which this one is the last. */
export function yearStart(today: Day): Day {
  return addDays(today, -getDayOfWeek(parseDate(today), 'en-GB', 'mon') - (yearWeeks - 1) * 7);
}

/** The days from `yearStart` to today. */
export function yearOfDays(given: {
  readonly today: Day;
  readonly timeZone: string;
  /** Null: never. */
  readonly enabledOn: Day | null;
  readonly totals: readonly DayTotals[];
  readonly gaps: readonly Gap[];
}): readonly YearDay[] {
  const { today, timeZone, enabledOn, totals, gaps } = given;
  const totalOf = new Map(totals.map((total) => [total.day, total]));
  const missedOn = missedByDay(gaps, timeZone);
  const shadeOf = shades(totals.map(({ changes }) => changes));
  const days: YearDay[] = [];
  for (let day = yearStart(today); day <= today; day = addDays(day, 1)) {
    const total = totalOf.get(day);
    const changes = total?.changes ?? 0;
    days.push({
      day,
      standing: total ? 'data' : enabledOn === null || day < enabledOn ? 'before' : 'empty',
      points: total?.points ?? 0,
      changes,
      shade: shadeOf(changes),
      missed: missedOn.get(day) ?? 0,
    });
  }
  return days;
}

/** The slots of the gaps, by the day in which each lies. */
export function missedByDay(gaps: readonly Gap[], timeZone: string): ReadonlyMap<Day, number> {
  const missed = new Map<Day, number>();
  for (const { firstSlotAt, lastSlotAt } of gaps) {
    const end = dayOf(lastSlotAt, timeZone);
    for (let day = dayOf(firstSlotAt, timeZone); day <= end; day = addDays(day, 1)) {
      const from = Math.max(firstSlotAt.getTime(), ceilSlot(startOfDay(day, timeZone)));
      const to = Math.min(lastSlotAt.getTime() + slotMs, ceilSlot(endOfDay(day, timeZone)));
      if (to > from) missed.set(day, (missed.get(day) ?? 0) + (to - from) / slotMs);
    }
  }
  return missed;
}

const slotMs = 300_000;
const ceilSlot = (instant: Date): number => Math.ceil(instant.getTime() / slotMs) * slotMs;

/** Quarters of what changed at all: one busy day, as the first full backup, doesn't make all others pale. */
function shades(changes: readonly number[]): (count: number) => Shade {
  const sorted = changes.filter((count) => count > 0).toSorted((one, other) => one - other);
  const quarter = (part: number) => sorted[Math.ceil((sorted.length * part) / 4) - 1] ?? 0;
  const [first, second, third] = [quarter(1), quarter(2), quarter(3)];
  return (count) => {
    if (count === 0) return 0;
    if (count <= first) return 1;
    if (count <= second) return 2;
    return count <= third ? 3 : 4;
  };
}

/** What was missed: on the last day, on the last seven, and on all that are given. */
export type Missed = { readonly today: number; readonly week: number; readonly all: number };

export function missedSlots(days: readonly YearDay[]): Missed {
  const sum = (part: readonly YearDay[]) => part.reduce((all, { missed }) => all + missed, 0);
  return { today: sum(days.slice(-1)), week: sum(days.slice(-7)), all: sum(days) };
}
