import { type Day, endOfDay, nextSlot, startOfDay } from '../kernel/calendar.ts';
import { gapsIn, slotsIn } from './gaps.ts';
import type { BackupDetails, EmptyDay } from './model.ts';
import type { SnapshotPorts } from './ports.ts';
import { scheduledUntil } from './scheduled-until.ts';

/** What is known of a day of the queryable range that has no full backup (`DAY_WITHOUT_DATA`). */
export async function viewEmptyDay(
  ports: Pick<SnapshotPorts, 'snapshots' | 'clock'>,
  { backup, timeZone, daysWithData }: BackupDetails,
  day: Day,
): Promise<EmptyDay> {
  const [from, to] = [startOfDay(day, timeZone), endOfDay(day, timeZone)];
  const [covered, now] = await Promise.all([
    ports.snapshots.coverage(backup.id, from, nextSlot(to)),
    ports.clock.now(),
  ]);
  const until = scheduledUntil(backup, now);
  const gaps = gapsIn(covered, { from, to }, backup.enabledAt ?? from, until);
  return {
    line: { from, to, points: [], covered, gaps },
    missed: slotsIn(gaps),
    reason: gaps.length > 0 ? 'missed' : until < now ? 'ended' : 'due',
    before: daysWithData.findLast((other) => other < day) ?? null,
    after: daysWithData.find((other) => other > day) ?? null,
  };
}
