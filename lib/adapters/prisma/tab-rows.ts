import type { ItemType } from '../../snapshots/model.ts';
import type { TabRow } from '../../snapshots/ports.ts';
import type { Database } from './client.ts';

type Row = Omit<TabRow, 'itemType'>;

/** The records of these items and points, in their order, each with the moments of the points around it. */
export async function readRows(
  database: Database,
  backupId: string,
  itemType: ItemType,
  keys: readonly { readonly id: string; readonly from: number }[],
): Promise<readonly TabRow[]> {
  if (keys.length === 0) return [];
  const rows = await database.$queryRaw<Row[]>`
    SELECT r.item_id AS "itemId", r.from_ordinal AS "fromOrdinal", r.to_ordinal AS "toOrdinal", r.alias, r.spec,
      r.state, r.key_id AS "keyId", r.version_count AS "versionCount", r.item_created_at AS "itemCreatedAt",
      r.item_rotated_at AS "itemRotatedAt", r.content_hash AS "contentHash", r.sealed,
      p.captured_at AS "capturedAt", closing.slot_at AS "closedSlotAt", alive.last_slot_at AS "lastSlotAt"
    FROM unnest(${keys.map(({ id }) => id)}::text[], ${keys.map(({ from }) => from)}::int[])
      WITH ORDINALITY AS k(item_id, from_ordinal, place)
    JOIN backup_records r ON r.backup_instance_id = ${backupId} AND r.item_type = ${itemType}
      AND r.item_id = k.item_id AND r.from_ordinal = k.from_ordinal
    JOIN backup_points p ON p.backup_instance_id = ${backupId} AND p.ordinal = r.from_ordinal
    LEFT JOIN backup_points closing
      ON closing.backup_instance_id = ${backupId} AND closing.ordinal = r.to_ordinal
    LEFT JOIN LATERAL (
      SELECT c.last_slot_at FROM backup_coverage c
      WHERE c.backup_instance_id = ${backupId} AND c.first_slot_at < closing.slot_at
        AND c.ordinal >= r.from_ordinal AND c.ordinal < r.to_ordinal
      ORDER BY c.first_slot_at DESC LIMIT 1) alive ON TRUE
    ORDER BY k.place`;
  return rows.map((row) => ({ ...row, itemType }));
}
