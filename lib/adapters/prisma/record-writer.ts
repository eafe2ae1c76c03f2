import type { ClientBase } from 'pg';
import type { ItemRef } from '../../snapshots/model.ts';
import type { FreshRecord, KnownRecord, OpenRecord } from '../../snapshots/ports.ts';
import { RowWriter } from './binary-rows.ts';
import { copyIn } from './copy-stream.ts';

type OpenRow = {
  itemType: 'KEY' | 'SECRET';
  itemId: string;
  fromOrdinal: number;
  contentHash: Buffer;
  sourceDigest: Buffer | null;
};

/** Open records of the given items in a backup instance. */
export async function readOpenRecords(
  client: ClientBase,
  backupId: string,
  items: readonly ItemRef[],
): Promise<KnownRecord[]> {
  if (items.length === 0) return [];
  const { rows } = await client.query<OpenRow>(
    `SELECT r.item_type AS "itemType", r.item_id AS "itemId", r.from_ordinal AS "fromOrdinal",
       r.content_hash AS "contentHash", r.source_digest AS "sourceDigest"
     FROM unnest($2::text[], $3::text[]) AS c(item_type, item_id)
     JOIN backup_records r ON r.backup_instance_id = $1 AND r.to_ordinal IS NULL
       AND r.item_type = c.item_type AND r.item_id = c.item_id`,
    [backupId, items.map((item) => item.itemType), items.map((item) => item.itemId)],
  );
  return rows.map((row) => ({ ...row, contentHash: new Uint8Array(row.contentHash) }));
}

const openColumns = (records: readonly OpenRecord[]) => [
  records.map((record) => record.itemType),
  records.map((record) => record.itemId),
  records.map((record) => record.fromOrdinal),
];
const isOpen = `r.backup_instance_id = $1 AND r.item_type = c.item_type AND r.item_id = c.item_id
  AND r.from_ordinal = c.from_ordinal AND r.to_ordinal IS NULL`;

/** Closes exactly these records. Throws if one of them is no longer open: somebody else wrote. */
export async function closeRecords(
  client: ClientBase,
  backupId: string,
  records: readonly OpenRecord[],
  atOrdinal: number,
): Promise<void> {
  if (records.length === 0) return;
  const { rowCount } = await client.query(
    `UPDATE backup_records r SET to_ordinal = $5
     FROM unnest($2::text[], $3::text[], $4::int[]) AS c(item_type, item_id, from_ordinal) WHERE ${isOpen}`,
    [backupId, ...openColumns(records), atOrdinal],
  );
  if (rowCount !== records.length) {
    throw new Error(`Of ${records.length} records of ${backupId} only ${rowCount} were open.`);
  }
}

/** From now on these digests of their items' rows count for the open records. */
export async function setDigests(
  client: ClientBase,
  backupId: string,
  records: readonly KnownRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await client.query(
    `UPDATE backup_records r SET source_digest = c.digest
     FROM unnest($2::text[], $3::text[], $4::int[], $5::bytea[]) AS c(item_type, item_id, from_ordinal, digest)
     WHERE ${isOpen}`,
    [backupId, ...openColumns(records), records.map(({ sourceDigest }) => sourceDigest)],
  );
}

/** In the order in which `writeRecord` writes them. */
const columns = [
  'backup_instance_id',
  'item_type',
  'item_id',
  'from_ordinal',
  'alias',
  'spec',
  'state',
  'key_id',
  'version_count',
  'item_created_at',
  'item_rotated_at',
  'content_hash',
  'source_digest',
  'sealed',
];
const aboutBytes = 400;

/** Adds open records. */
export async function insertRecords(
  client: ClientBase,
  backupId: string,
  records: readonly FreshRecord[],
): Promise<void> {
  if (records.length === 0) return;
  let size = 0;
  for (const record of records) size += aboutBytes + record.sealed.length;
  const writer = new RowWriter(size);
  for (const record of records) writeRecord(writer, backupId, record);
  const sql = `COPY backup_records (${columns.join(', ')}) FROM STDIN (FORMAT binary)`;
  await copyIn(client, sql, [writer.finish()]);
}

function writeRecord(writer: RowWriter, backupId: string, record: FreshRecord): void {
  writer.row(columns.length);
  writer.text(backupId);
  writer.text(record.itemType);
  writer.text(record.itemId);
  writer.int4(record.fromOrdinal);
  writer.text(record.alias);
  writer.text(record.spec);
  writer.text(record.state);
  writer.text(record.keyId);
  writer.int4(record.versionCount);
  writer.time(record.itemCreatedAt);
  writer.time(record.itemRotatedAt);
  writer.bytes(record.contentHash);
  writer.bytes(record.sourceDigest);
  writer.bytes(record.sealed);
}
