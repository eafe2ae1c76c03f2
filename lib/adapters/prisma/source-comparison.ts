import { type ClientBase, escapeLiteral } from 'pg';
import type { ItemType } from '../../snapshots/model.ts';
import type { Comparison, KnownRecord, OpenRecord } from '../../snapshots/ports.ts';
import { RowReader } from './binary-rows.ts';
import { copyOut } from './copy-stream.ts';
import { keyRows, secretRows } from './source-digest.ts';

/**
 * Holds every live item against its open record in the database: only the result leaves it. `client` sees one state of
 * the source and of the backup instance's open records.
 */
export async function compareSource(
  client: ClientBase,
  instanceId: string,
  backupId: string,
  counts: (record: OpenRecord) => boolean,
): Promise<Comparison> {
  const same: KnownRecord[] = [];
  const others: KnownRecord[] = [];
  const keys: string[] = [];
  const secrets: string[] = [];
  const reader = new RowReader();
  for await (const rows of copyOut(client, comparisonSql(instanceId, backupId))) {
    reader.each(rows, (row) => {
      const itemType: ItemType = row.flag() ? 'KEY' : 'SECRET';
      const uid = row.textOrNull();
      const isSame = row.flag();
      const record = readRecord(row, itemType);
      const counted = record && counts(record) ? record : undefined;
      if (uid !== null && !(isSame && counted)) (itemType === 'KEY' ? keys : secrets).push(uid);
      if (counted) (isSame ? same : others).push(counted);
    });
  }
  return { same, others, differing: { kind: 'uids', keys, secrets } };
}

function readRecord(row: RowReader, itemType: ItemType): KnownRecord | undefined {
  const itemId = row.textOrNull();
  const fromOrdinal = row.int4OrNull();
  const hash = row.bytesOrNull();
  const digest = row.bytesOrNull();
  if (itemId === null || fromOrdinal === null || hash === null) return undefined;
  // Copied: these are kept longer than the piece of memory in which they came.
  const sourceDigest = digest && new Uint8Array(digest);
  return { itemType, itemId, fromOrdinal, contentHash: new Uint8Array(hash), sourceDigest };
}

function comparisonSql(instanceId: string, backupId: string): string {
  const source = escapeLiteral(instanceId);
  const backup = escapeLiteral(backupId);
  const of = (type: ItemType, rows: typeof keyRows, table: string, id: string) => `
    SELECT ${type === 'KEY'} AS is_key, l.uid::text, l.digest IS NOT DISTINCT FROM r.source_digest AND l.digest IS NOT NULL,
      r.item_id, r.from_ordinal, r.content_hash, r.source_digest
    FROM (SELECT * FROM backup_records WHERE backup_instance_id = ${backup} AND to_ordinal IS NULL
        AND item_type = '${type}') r
      FULL JOIN (
        SELECT i.uid, i.${id} AS item_id, ${rows.digest} AS digest FROM ${table} i ${rows.versions}
        WHERE i.instance_id = ${source} AND ${rows.live}) l ON l.item_id = r.item_id`;
  return `${of('KEY', keyRows, 'kms_keys', 'key_id')}
    UNION ALL ${of('SECRET', secretRows, 'kms_secrets', 'name')}`;
}
