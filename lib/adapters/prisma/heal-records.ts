import type { PoolClient } from 'pg';
import type { Healing } from '../../snapshots/verify-model.ts';

/** Gives rows the ends that they are to have, whatever they have now; those that are gone stay gone. */
export async function healRecords(client: PoolClient, backupId: string, { ends }: Healing): Promise<void> {
  if (ends.length === 0) return;
  await client.query(
    `UPDATE backup_records r SET to_ordinal = c.to_ordinal
     FROM unnest($2::text[], $3::text[], $4::int[], $5::int[]) AS c(item_type, item_id, from_ordinal, to_ordinal)
     WHERE r.backup_instance_id = $1 AND r.item_type = c.item_type AND r.item_id = c.item_id
       AND r.from_ordinal = c.from_ordinal`,
    [
      backupId,
      ends.map((end) => end.itemType),
      ends.map((end) => end.itemId),
      ends.map((end) => end.fromOrdinal),
      ends.map((end) => end.toOrdinal),
    ],
  );
}
