import type { HistoryStore } from '../../snapshots/history-ports.ts';
import type { ItemRef, ItemState } from '../../snapshots/model.ts';
import type { Database } from './client.ts';
import { toListed, toRecord } from './record-rows.ts';

type Items = Pick<HistoryStore, 'itemStates' | 'recordBefore'>;

/** An item's states over time: its records, by the key that leads to them. */
export function itemHistory(database: Database): Items {
  return {
    async itemStates(backupInstanceId, item, since, most) {
      const firstSince = await database.backupPoint.findFirst({
        where: { backupInstanceId, slotAt: { gte: since } },
        orderBy: { ordinal: 'asc' },
        select: { ordinal: true },
      });
      if (!firstSince) return { states: [], total: 0 };
      const where = {
        backupInstanceId,
        itemType: item.itemType,
        itemId: item.itemId,
        OR: [{ toOrdinal: null }, { toOrdinal: { gt: firstSince.ordinal } }],
      };
      const [rows, total] = await Promise.all([
        database.backupRecord.findMany({
          where,
          orderBy: { fromOrdinal: 'desc' },
          take: most,
          omit: { sealed: true, sourceDigest: true },
        }),
        database.backupRecord.count({ where }),
      ]);
      const ordinals = rows.flatMap((row) =>
        row.toOrdinal === null ? [row.fromOrdinal] : [row.fromOrdinal, row.toOrdinal],
      );
      const points = await database.backupPoint.findMany({
        where: { backupInstanceId, ordinal: { in: [...new Set(ordinals)] } },
        select: { ordinal: true, slotAt: true, capturedAt: true },
      });
      const pointAt = new Map(points.map((point) => [point.ordinal, point]));
      const states = rows.flatMap((row): ItemState[] => {
        const opened = pointAt.get(row.fromOrdinal);
        if (!opened) return []; // its point's row was removed: verification names it
        const closed = row.toOrdinal === null ? undefined : pointAt.get(row.toOrdinal);
        return [
          {
            ...toListed(row),
            slotAt: opened.slotAt,
            capturedAt: opened.capturedAt,
            closedSlotAt: closed?.slotAt ?? null,
          },
        ];
      });
      return { states, total };
    },

    async recordBefore(backupInstanceId, item, ordinal) {
      const row = await database.backupRecord.findFirst({
        where: { backupInstanceId, ...refOf(item), fromOrdinal: { lt: ordinal } },
        orderBy: { fromOrdinal: 'desc' },
      });
      return row ? toRecord(row) : undefined;
    },
  };
}

const refOf = ({ itemType, itemId }: ItemRef) => ({ itemType, itemId });
