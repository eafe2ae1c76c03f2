import type { BackupPoint, DayChanges, ItemType, PointKind } from '../../snapshots/model.ts';
import type { SnapshotStore } from '../../snapshots/ports.ts';
import { toPoint } from './backup-rows.ts';
import type { Connections } from './client.ts';
import { readLive } from './live-items.ts';

type Views = Pick<
  SnapshotStore,
  | 'points'
  | 'liveItems'
  | 'fullPoints'
  | 'newestPoint'
  | 'fullBefore'
  | 'chainHead'
  | 'pointChanges'
  | 'daysWithFull'
  | 'dayChanges'
  | 'deletedAt'
>;

/** What was backed up, as View Data and restores read it. */
export function snapshotViews({ database }: Connections): Views {
  return {
    async points(backupInstanceId, from, to) {
      const rows = await database.backupPoint.findMany({
        where: { backupInstanceId, ordinal: { gte: from, lte: to } },
        orderBy: { ordinal: 'asc' },
      });
      return rows.map(toPoint);
    },

    liveItems: (instanceId, items) => readLive(database, instanceId, items),

    async fullPoints(backupInstanceId, from, to) {
      // Literally 'FULL': the index of full points is found by it, and not by a parameter.
      return database.$queryRaw<BackupPoint[]>`
        SELECT ordinal, kind::text AS kind, slot_at AS "slotAt", captured_at AS "capturedAt",
          through_seq AS "throughSeq", key_count AS "keyCount", secret_count AS "secretCount", added, closed,
          changes_hash AS "changesHash", set_hash AS "setHash", mac
        FROM backup_points
        WHERE backup_instance_id = ${backupInstanceId} AND kind = 'FULL' AND slot_at >= ${from} AND slot_at < ${to}
        ORDER BY ordinal`;
    },

    async newestPoint(backupInstanceId, notAfter) {
      const row = await database.backupPoint.findFirst({
        where: { backupInstanceId, slotAt: { lte: notAfter } },
        orderBy: { ordinal: 'desc' },
      });
      return row ? toPoint(row) : undefined;
    },

    async fullBefore(backupInstanceId, ordinal) {
      const row = await database.backupPoint.findFirst({
        where: { backupInstanceId, kind: 'FULL', ordinal: { lt: ordinal } },
        orderBy: { ordinal: 'desc' },
      });
      return row ? toPoint(row) : undefined;
    },

    async chainHead(backupId) {
      const row = await database.backupInstance.findUnique({ where: { id: backupId } });
      return row?.headMac ? { ordinal: row.headOrdinal, mac: row.headMac } : undefined;
    },

    async pointChanges(backupId, from, to) {
      // What a point closed without adding the item anew was deleted.
      const rows = await database.$queryRaw<{ ordinal: number; kind: PointKind; changes: number }[]>`
        SELECT p.ordinal, p.kind::text AS kind, p.added + CASE WHEN p.closed = 0 THEN 0 ELSE (
          SELECT count(*)::int FROM backup_records c
          WHERE c.backup_instance_id = p.backup_instance_id AND c.to_ordinal = p.ordinal AND NOT EXISTS (
            SELECT 1 FROM backup_records a WHERE a.backup_instance_id = c.backup_instance_id
              AND a.item_type = c.item_type AND a.item_id = c.item_id AND a.from_ordinal = p.ordinal)
        ) END AS changes
        FROM backup_points p
        WHERE p.backup_instance_id = ${backupId} AND p.ordinal BETWEEN ${from} AND ${to}
        ORDER BY p.ordinal`;
      return rows;
    },

    async daysWithFull(backupId, from, to, timeZone) {
      const rows = await database.$queryRaw<{ day: string }[]>`
        SELECT DISTINCT to_char(p.slot_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day
        FROM backup_points p
        WHERE p.backup_instance_id = ${backupId} AND p.kind = 'FULL' AND p.slot_at >= ${from} AND p.slot_at < ${to}
          AND EXISTS (SELECT 1 FROM backup_coverage c
            WHERE c.backup_instance_id = p.backup_instance_id AND c.first_slot_at = p.slot_at
              AND c.ordinal = p.ordinal)
        ORDER BY day`;
      return rows.map(({ day }) => day);
    },

    async dayChanges(backupId, from, to, timeZone) {
      // Points are numbered in time: the fulls around the span bound it, and points are read by their numbers.
      return database.$queryRaw<DayChanges[]>`
        SELECT to_char(p.slot_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day,
          coalesce(sum(greatest(p.added, p.closed)) FILTER (WHERE p.ordinal > 1), 0)::int AS changes
        FROM backup_points p
        WHERE p.backup_instance_id = ${backupId} AND p.slot_at >= ${from} AND p.slot_at < ${to}
          AND p.ordinal >= coalesce((SELECT b.ordinal FROM backup_points b
            WHERE b.backup_instance_id = ${backupId} AND b.kind = 'FULL' AND b.slot_at <= ${from}
            ORDER BY b.slot_at DESC LIMIT 1), 1)
          AND p.ordinal <= coalesce((SELECT b.ordinal FROM backup_points b
            WHERE b.backup_instance_id = ${backupId} AND b.kind = 'FULL' AND b.slot_at >= ${to}
            ORDER BY b.slot_at LIMIT 1), 2147483647)
        GROUP BY 1 ORDER BY 1`;
    },

    async deletedAt(instanceId, items) {
      const ids = (type: ItemType) =>
        items.filter((item) => item.itemType === type).map((item) => item.itemId);
      const gone = { instanceId, deletedAt: { not: null } };
      const [keys, secrets] = await Promise.all([
        database.kmsKey.findMany({
          where: { ...gone, keyId: { in: ids('KEY') } },
          orderBy: { changeSeq: 'asc' },
          select: { keyId: true, deletedAt: true },
        }),
        database.kmsSecret.findMany({
          where: { ...gone, name: { in: ids('SECRET') } },
          orderBy: { changeSeq: 'asc' },
          select: { name: true, deletedAt: true },
        }),
      ]);
      const found = [
        ...keys.map((row) => [`KEY ${row.keyId}`, row.deletedAt] as const),
        ...secrets.map((row) => [`SECRET ${row.name}`, row.deletedAt] as const),
      ];
      return new Map(found.flatMap(([key, at]) => (at ? [[key, at]] : [])));
    },
  };
}
