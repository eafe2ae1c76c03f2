import { escapeLiteral, type Pool } from 'pg';
import type { BackupRecord, ItemType } from '../../snapshots/model.ts';
import { RowReader } from './binary-rows.ts';
import { copyOut } from './copy-stream.ts';

/** In the order in which `readRecord` takes them. */
const columns = `item_type = 'KEY', item_id, from_ordinal, to_ordinal, alias, spec, state, key_id, version_count,
  item_created_at, item_rotated_at, content_hash, sealed`;

/** SQL: what was added by the points of a span; what is alive at a point. */
export const addedBetween = (from: number, to: number): string =>
  `from_ordinal BETWEEN ${Number(from)} AND ${Number(to)}`;
export const aliveAt = (ordinal: number): string =>
  `${addedBetween(1, ordinal)} AND (to_ordinal IS NULL OR to_ordinal > ${Number(ordinal)})`;

/**
 * Records of a backup instance, some at a time, never more than a few MB ahead of whoever reads. The sealed bytes hold on
 * to all of their batch; the rest doesn't.
 */
export async function* streamRecords(
  pool: Pool,
  backupId: string,
  condition: string,
): AsyncGenerator<readonly BackupRecord[]> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    const reader = new RowReader();
    const query = `SELECT ${columns} FROM backup_records WHERE backup_instance_id = ${escapeLiteral(backupId)}
      AND ${condition} AND item_type IN ('KEY', 'SECRET')`;
    for await (const rows of copyOut(client, query)) {
      const records: BackupRecord[] = [];
      reader.each(rows, (row) => {
        records.push(readRecord(row));
      });
      yield records;
    }
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(failure);
  }
}

function readRecord(row: RowReader): BackupRecord {
  const itemType: ItemType = row.flag() ? 'KEY' : 'SECRET';
  return {
    itemType,
    itemId: row.text(),
    fromOrdinal: row.int4(),
    toOrdinal: row.int4OrNull(),
    alias: row.textOrNull(),
    spec: row.textOrNull(),
    state: row.text(),
    keyId: row.textOrNull(),
    versionCount: row.int4(),
    itemCreatedAt: row.time(),
    itemRotatedAt: row.timeOrNull(),
    contentHash: new Uint8Array(row.bytes()),
    sealed: row.bytes(),
  };
}
