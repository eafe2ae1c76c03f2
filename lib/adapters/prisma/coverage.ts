import type { SnapshotStore } from '../../snapshots/ports.ts';
import type { Database } from './client.ts';

/** Which slots the points of a backup instance answer for. */
export function coverageReader(database: Database): Pick<SnapshotStore, 'coverage'> {
  return {
    async coverage(backupId, from, to) {
      // Rows follow one another in time: the last one that begins before the span is the only one to reach into it.
      return database.$queryRaw`
        SELECT ordinal, first_slot_at AS "firstSlotAt", last_slot_at AS "lastSlotAt"
        FROM backup_coverage
        WHERE backup_instance_id = ${backupId} AND first_slot_at < ${to} AND last_slot_at >= ${from}
          AND first_slot_at >= coalesce(
            (SELECT max(first_slot_at) FROM backup_coverage
             WHERE backup_instance_id = ${backupId} AND first_slot_at < ${from}), ${from})
        ORDER BY first_slot_at, ordinal`;
    },
  };
}
