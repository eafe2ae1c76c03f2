import { slotMinutes } from '@/lib/kernel/calendar';
import type { TimeLine } from '@/lib/snapshots/model';
import { slotLabels } from '../ui/time-format';
import type { LineModel, Slots } from './time-line-model';

const slotMs = slotMinutes * 60_000;

type DayLine = Pick<TimeLine, 'from' | 'to' | 'points' | 'covered' | 'gaps'>;

/** A day's time line as the browser gets it. */
export function lineModel(line: DayLine, timeZone: string, now: Date): LineModel {
  const from = line.from.getTime();
  const slotOf = (at: Date): number => Math.round((at.getTime() - from) / slotMs);
  const last = slotOf(line.to);
  const slots = ({ firstSlotAt, lastSlotAt }: { firstSlotAt: Date; lastSlotAt: Date }): Slots => [
    Math.max(slotOf(firstSlotAt), 0),
    Math.min(slotOf(lastSlotAt), last),
  ];
  return {
    from,
    slotMs,
    labels: slotLabels(
      Array.from({ length: last + 1 }, (_, slot) => new Date(from + slot * slotMs)),
      timeZone,
    ),
    bars: line.points.map((point) => ({
      slot: slotOf(point.slotAt),
      changes: point.changes,
      // The full at 24:00 is the next day's; of this day it is the last incremental.
      isFull: point.kind === 'FULL' && slotOf(point.slotAt) < last,
    })),
    covered: line.covered.map(slots),
    gaps: line.gaps.map(slots),
    future: Math.min(Math.floor((now.getTime() - from) / slotMs) + 1, last + 1),
  };
}
