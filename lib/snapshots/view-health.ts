import type { Actor } from '../access/model.ts';
import type { BackupListItem } from '../backups/model.ts';
import { type QueryableRange, queryableRange } from '../backups/queryable-range.ts';
import { dayOf, startOfDay } from '../kernel/calendar.ts';
import { timeZoneIn } from '../kernel/regions.ts';
import { byBackup } from './by-backup.ts';
import { gapsIn } from './gaps.ts';
import type { BackupYear } from './history-model.ts';
import type { SnapshotPorts } from './ports.ts';
import { scheduledUntil } from './scheduled-until.ts';
import { missedSlots, yearOfDays, yearStart } from './year.ts';

/**
 * A year of each of the region's enabled backup instances: its days, and the slots that were missed. Two statements,
 * whatever their number.
 */
export async function viewYears(
  ports: Pick<SnapshotPorts, 'history' | 'clock' | 'regions'>,
  actor: Actor,
  regionId: string,
  backups: readonly BackupListItem[],
): Promise<ReadonlyMap<string, BackupYear>> {
  const timeZone = timeZoneIn(ports.regions, regionId);
  const now = await ports.clock.now();
  const today = dayOf(now, timeZone);
  const since = startOfDay(yearStart(today), timeZone);
  const enabled = backups.filter(
    (backup) => backup.accountId === actor.accountId && backup.regionId === regionId && backup.enabledAt,
  );
  const ids = enabled.map(({ id }) => id);
  const [totals, runs] = await Promise.all([
    ports.history.dayTotals(ids, timeZone, since),
    ports.history.coveredRuns(ids, since),
  ]);
  const totalsOf = byBackup(totals);
  const runsOf = byBackup(runs);
  return new Map(
    enabled.map((backup) => {
      const enabledAt = backup.enabledAt ?? backup.createdAt;
      const gaps = gapsIn(
        runsOf.get(backup.id) ?? [],
        { from: since, to: now },
        enabledAt,
        scheduledUntil(backup, now),
      );
      const enabledOn = dayOf(enabledAt, timeZone);
      const days = yearOfDays({ today, timeZone, enabledOn, totals: totalsOf.get(backup.id) ?? [], gaps });
      const range: QueryableRange = queryableRange(backup.queryableDays, now, timeZone);
      return [backup.id, { days, missed: missedSlots(days), enabledOn, range }];
    }),
  );
}
