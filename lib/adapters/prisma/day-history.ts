import type { HistoryStore } from '../../snapshots/history-ports.ts';
import type { CoveredRun } from '../../snapshots/model.ts';
import type { Database } from './client.ts';
import { Prisma } from './generated/client.ts';

type Days = Pick<HistoryStore, 'pointChoices' | 'dayTotals' | 'coveredRuns'>;

/** Points by time. A change closes one record and opens another: it counts once. */
export function dayHistory(database: Database): Days {
  return {
    async pointChoices(backupInstanceId, from, to) {
      const rows = await database.backupPoint.findMany({
        where: { backupInstanceId, slotAt: { gte: from, lte: to } },
        orderBy: { ordinal: 'asc' },
        select: { ordinal: true, kind: true, slotAt: true, added: true, closed: true },
      });
      return rows.map(({ ordinal, kind, slotAt, added, closed }) => ({
        ordinal,
        kind,
        slotAt,
        changes: Math.max(added, closed),
      }));
    },

    async dayTotals(backupIds, timeZone, since) {
      if (backupIds.length === 0) return [];
      const rows = await database.$queryRaw<
        { backup_id: string; day: string; points: bigint; fulls: bigint; changes: bigint }[]
      >`
        SELECT backup_instance_id AS backup_id,
          to_char(slot_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day, count(*) AS points,
          count(*) FILTER (WHERE kind = 'FULL') AS fulls, sum(greatest(added, closed)) AS changes
        FROM backup_points
        WHERE backup_instance_id IN (${Prisma.join([...backupIds])}) AND slot_at >= ${since}
        GROUP BY 1, 2`;
      return rows.map((row) => ({
        backupId: row.backup_id,
        day: row.day,
        points: Number(row.points),
        fulls: Number(row.fulls),
        changes: Number(row.changes),
      }));
    },

    async coveredRuns(backupIds, since) {
      if (backupIds.length === 0) return [];
      // A row begins a run where it begins later than the slot after all before it. No row is as long as two days.
      return database.$queryRaw<CoveredRun[]>`
        SELECT backup_id AS "backupId", min(first_slot_at) AS "firstSlotAt", max(last_slot_at) AS "lastSlotAt"
        FROM (
          SELECT backup_id, first_slot_at, last_slot_at,
            count(*) FILTER (WHERE first_slot_at > before + interval '5 minutes') OVER places AS run
          FROM (
            SELECT backup_instance_id AS backup_id, first_slot_at, last_slot_at, ordinal,
              max(last_slot_at) OVER (
                PARTITION BY backup_instance_id ORDER BY first_slot_at, ordinal
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
              ) AS before
            FROM backup_coverage
            WHERE backup_instance_id IN (${Prisma.join([...backupIds])})
              AND first_slot_at >= ${since}::timestamptz - interval '2 days' AND last_slot_at >= ${since}
          ) covered
          WINDOW places AS (PARTITION BY backup_id ORDER BY first_slot_at, ordinal)
        ) runs
        GROUP BY backup_id, run`;
    },
  };
}
