import type { HistoryStore } from '../../snapshots/history-ports.ts';
import type { Database } from './client.ts';
import { Prisma } from './generated/client.ts';

type Days = Pick<HistoryStore, 'pointChoices' | 'dayTotals'>;

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
  };
}
