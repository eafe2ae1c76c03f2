import type { BackupRecord, ItemType } from '../../snapshots/model.ts';
import type { BackupRecord as RecordRow } from './generated/client.ts';

export function toRecord(row: RecordRow): BackupRecord {
  return {
    itemType: itemTypeOf(row.itemType),
    itemId: row.itemId,
    fromOrdinal: row.fromOrdinal,
    toOrdinal: row.toOrdinal,
    alias: row.alias,
    spec: row.spec,
    state: row.state,
    keyId: row.keyId,
    versionCount: row.versionCount,
    itemCreatedAt: row.itemCreatedAt,
    itemRotatedAt: row.itemRotatedAt,
    contentHash: row.contentHash,
    sealed: row.sealed,
  };
}

export function itemTypeOf(text: string): ItemType {
  if (text === 'KEY' || text === 'SECRET') return text;
  throw new Error(`A backup record has an unknown item type: ${text}`);
}
