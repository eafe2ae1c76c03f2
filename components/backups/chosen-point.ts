import { type Day, dayOf, endOfDay, slotAt } from '@/lib/kernel/calendar';
import type { Moment } from '@/lib/snapshots/history-model';
import type { PointChoice } from '@/lib/snapshots/model';
import { formatSlot } from '@/lib/snapshots/slot-text';
import { formatDay, formatTime, slotLabel } from '../ui/time-format';
import { dataPath } from './backup-paths';
import type { ChosenPoint } from './compare-choice';

type View = {
  readonly place: { readonly region: string; readonly backupId: string };
  readonly now: Date;
  readonly timeZone: string;
  readonly locale: string;
};

/** What a choice of points says, in the reader's language. */
export type PointWords = {
  readonly full: string;
  readonly changes: (count: number) => string;
  /** Of a point that was taken at the time, and of a time that an earlier point answers for. */
  readonly taken: (time: string) => string;
  readonly unchanged: (time: string) => string;
  /** Of a time that was missed: the point before stands for it. */
  readonly missed: (time: string) => string;
};

/** The days that can be chosen, newest first, each with its last slot so far. */
export function comparableDays(days: readonly Day[], { now, timeZone, locale }: View) {
  return days.toReversed().map((day) => {
    const last = new Date(Math.min(endOfDay(day, timeZone).getTime() - 1, now.getTime()));
    return {
      id: day,
      label: formatDay(day, locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
      slot: formatSlot(slotAt(last)),
    };
  });
}

/** A side of the comparison as the page shows it. A slot without a point of its own is among the choices, too. */
export function chosenPoint(
  moment: Moment,
  choices: readonly PointChoice[],
  view: View,
  words: PointWords,
): ChosenPoint {
  const { timeZone, place } = view;
  const day = dayOf(moment.slotAt, timeZone);
  const clock = (at: Date) => slotLabel(at, timeZone);
  const slot = formatSlot(moment.slotAt);
  const times = choices
    .filter((choice) => dayOf(choice.slotAt, timeZone) === day)
    .map((choice) => ({
      id: formatSlot(choice.slotAt),
      label: clock(choice.slotAt),
      description: choice.kind === 'FULL' ? words.full : words.changes(choice.changes),
    }));
  const hasOwn = times.some(({ id }) => id === slot);
  const pointTime = formatTime(moment.point.slotAt, view, 'moment');
  const other = moment.isCovered ? words.unchanged(pointTime) : words.missed(pointTime);
  return {
    slot,
    day,
    times: hasOwn
      ? times
      : [...times, { id: slot, label: clock(moment.slotAt), description: other }].sort((one, other) =>
          one.id < other.id ? -1 : 1,
        ),
    note: hasOwn ? words.taken(pointTime) : other,
    dataHref: dataPath(place, moment.isCovered ? { day, at: moment.slotAt } : { day }),
  };
}
