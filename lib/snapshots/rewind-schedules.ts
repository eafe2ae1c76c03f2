import { timeZoneIn } from '../kernel/regions.ts';
import type { SnapshotPorts } from './ports.ts';
import { latestDue, resumed } from './schedule.ts';

/**
 * Puts schedules right after the clock went back, which shows in due times that no running schedule has: points lose
 * the slots after now, and the schedule goes on at the first slot that nothing covers. So no slot is covered twice
 * and no hole is hidden. Answers how many.
 */
export async function rewindSchedules(ports: SnapshotPorts, now: Date): Promise<number> {
  let all = 0;
  for (;;) {
    const some = await ports.snapshots.rewind(now, latestDue(now), ({ regionId, ...standing }) =>
      resumed(standing, now, timeZoneIn(ports.regions, regionId)),
    );
    if (some === 0) return all;
    all += some;
  }
}
