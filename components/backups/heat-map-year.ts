import type { BackupYear } from '@/lib/snapshots/history-model';

/** A year as the browser gets it: short, since a page may show many. */
export type HeatMapYear = {
  readonly start: string;
  /** A sign a day: b before the enabling, e empty, or the shade. */
  readonly looks: string;
  readonly changes: readonly number[];
  /** Slots missed, of the days that missed some, by the day's index. */
  readonly missed: Readonly<Record<number, number>>;
  /** The first day of the queryable range. */
  readonly viewableFrom: string;
};

export type HeatMapDay = {
  readonly day: string;
  readonly look: 'before' | 'empty' | '0' | '1' | '2' | '3' | '4';
  readonly changes: number;
  readonly missed: number;
  readonly isViewable: boolean;
};

export function heatMapYear({ days, range }: BackupYear): HeatMapYear {
  return {
    start: days[0]?.day ?? range.last,
    looks: days
      .map(({ standing, shade }) => (standing === 'data' ? shade : standing === 'before' ? 'b' : 'e'))
      .join(''),
    changes: days.map(({ changes }) => changes),
    missed: Object.fromEntries(days.flatMap(({ missed }, index) => (missed > 0 ? [[index, missed]] : []))),
    viewableFrom: range.first,
  };
}

const looks: Readonly<Record<string, HeatMapDay['look']>> = {
  b: 'before',
  e: 'empty',
  '0': '0',
  '1': '1',
  '2': '2',
  '3': '3',
  '4': '4',
};

export function heatMapDay(year: HeatMapYear, index: number): HeatMapDay {
  const day = addDaysPlainly(year.start, index);
  const look = looks[year.looks[index] ?? 'b'] ?? 'before';
  return {
    day,
    look,
    changes: year.changes[index] ?? 0,
    missed: year.missed[index] ?? 0,
    isViewable: look !== 'before' && look !== 'empty' && day >= year.viewableFrom,
  };
}

/** The calendar day so many days later; without the calendars of the world, which would weigh more than the map. */
export function addDaysPlainly(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
