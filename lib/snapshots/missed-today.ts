import type { Schedule } from '../backups/model.ts';
import { dayOf, startOfDay } from '../kernel/calendar.ts';
import { timeZoneIn } from '../kernel/regions.ts';
import { byBackup } from './by-backup.ts';
import { gapsIn, slotsIn } from './gaps.ts';
import type { SnapshotPorts } from './ports.ts';

/** How many slots the region's schedule has missed since its midnight, over all backup instances. One statement. */
export async function missedToday(
  ports: Pick<SnapshotPorts, 'history' | 'clock' | 'regions'>,
  regionId: string,
  { scheduled }: Pick<Schedule, 'scheduled'>,
): Promise<number> {
  const now = await ports.clock.now();
  const timeZone = timeZoneIn(ports.regions, regionId);
  const from = startOfDay(dayOf(now, timeZone), timeZone);
  const ids = scheduled.map(({ id }) => id);
  const runsOf = byBackup(await ports.history.coveredRuns(ids, from));
  return scheduled.reduce(
    (sum, { id, enabledAt }) =>
      sum + slotsIn(gapsIn(runsOf.get(id) ?? [], { from, to: now }, enabledAt, now)),
    0,
  );
}
