import type { PoolClient } from 'pg';
import type { BackupRecord, ItemRef } from '../../snapshots/model.ts';
import type { OpenRecord } from '../../snapshots/ports.ts';

type OpenRow = { itemType: 'KEY' | 'SECRET'; itemId: string; fromOrdinal: number; contentHash: Buffer };

/** Open records of a backup instance: all, or those of the given items. */
export async function readOpenRecords(
  client: PoolClient,
  backupId: string,
  items: readonly ItemRef[] | null,
): Promise<OpenRecord[]> {
  if (items?.length === 0) return [];
  const columns = `r.item_type AS "itemType", r.item_id AS "itemId", r.from_ordinal AS "fromOrdinal",
    r.content_hash AS "contentHash"`;
  const open = 'r.backup_instance_id = $1 AND r.to_ordinal IS NULL';
  const { rows } = items
    ? await client.query<OpenRow>(
        `SELECT ${columns} FROM unnest($2::text[], $3::text[]) AS c(item_type, item_id)
         JOIN backup_records r ON ${open} AND r.item_type = c.item_type AND r.item_id = c.item_id`,
        [backupId, items.map((item) => item.itemType), items.map((item) => item.itemId)],
      )
    : await client.query<OpenRow>(`SELECT ${columns} FROM backup_records r WHERE ${open}`, [backupId]);
  return rows.map((row) => ({ ...row, contentHash: new Uint8Array(row.contentHash) }));
}

/** Closes exactly these records. Throws if one of them is no longer open: somebody else wrote. */
export async function closeRecords(
  client: PoolClient,
  backupId: string,
  records: readonly OpenRecord[],
  atOrdinal: number,
): Promise<void> {
  if (records.length === 0) return;
  const { rowCount } = await client.query(
    `UPDATE backup_records r SET to_ordinal = $2
     FROM unnest($3::text[], $4::text[], $5::int[]) AS c(item_type, item_id, from_ordinal)
     WHERE r.backup_instance_id = $1 AND r.item_type = c.item_type AND r.item_id = c.item_id
       AND r.from_ordinal = c.from_ordinal AND r.to_ordinal IS NULL`,
    [
      backupId,
      atOrdinal,
      records.map((record) => record.itemType),
      records.map((record) => record.itemId),
      records.map((record) => record.fromOrdinal),
    ],
  );
  if (rowCount !== records.length) {
    throw new Error(`Of ${records.length} records of ${backupId} only ${rowCount} were open.`);
  }
}

/** Most sealed bytes that go into one statement: bounds memory here and on the server. */
const mostBytes = 8 * 1024 * 1024;

export async function insertRecords(
  client: PoolClient,
  backupId: string,
  records: readonly BackupRecord[],
): Promise<void> {
  let some: BackupRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    if (some.length > 0 && bytes + record.sealed.length > mostBytes) {
      await insertSome(client, backupId, some);
      some = [];
      bytes = 0;
    }
    some.push(record);
    bytes += record.sealed.length;
  }
  if (some.length > 0) await insertSome(client, backupId, some);
}

/**
 * One statement. Bytes go as one binary parameter that the server cuts up: an array of them would go as text of
 * twice the size, which took most of the time of a first full.
 */
async function insertSome(
  client: PoolClient,
  backupId: string,
  records: readonly BackupRecord[],
): Promise<void> {
  const column = <T>(of: (record: BackupRecord) => T): T[] => records.map(of);
  const hashes = joined(column((record) => record.contentHash));
  const sealed = joined(column((record) => record.sealed));
  await client.query(
    `INSERT INTO backup_records (backup_instance_id, item_type, item_id, from_ordinal, alias, spec, state, key_id,
       version_count, item_created_at, item_rotated_at, content_hash, sealed)
     SELECT $1, item_type, item_id, from_ordinal, alias, spec, state, key_id, version_count, created_at, rotated_at,
       substring($12::bytea FROM hash_at FOR hash_length), substring($15::bytea FROM sealed_at FOR sealed_length)
     FROM unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[],
       $10::timestamptz[], $11::timestamptz[], $13::int[], $14::int[], $16::int[], $17::int[])
       AS r(item_type, item_id, from_ordinal, alias, spec, state, key_id, version_count, created_at, rotated_at,
         hash_at, hash_length, sealed_at, sealed_length)`,
    [
      backupId,
      column((record) => record.itemType),
      column((record) => record.itemId),
      column((record) => record.fromOrdinal),
      column((record) => record.alias),
      column((record) => record.spec),
      column((record) => record.state),
      column((record) => record.keyId),
      column((record) => record.versionCount),
      column((record) => record.itemCreatedAt),
      column((record) => record.itemRotatedAt),
      hashes.bytes,
      hashes.from,
      hashes.lengths,
      sealed.bytes,
      sealed.from,
      sealed.lengths,
    ],
  );
}

/** Byte strings one after the other, and where each begins (from 1, as SQL counts) and how long it is. */
function joined(parts: readonly Uint8Array[]) {
  const lengths = parts.map((part) => part.length);
  const from: number[] = [];
  let next = 1;
  for (const length of lengths) {
    from.push(next);
    next += length;
  }
  return { bytes: Buffer.concat(parts), from, lengths };
}
