import type { BackupRecord, ItemType } from '../../snapshots/model.ts';
import type { BackupRecord as RecordRow } from './generated/client.ts';

/** A record without what it seals, as lists show it. */
export function toListed(row: Omit<RecordRow, 'sealed' | 'sourceDigest'>): Omit<BackupRecord, 'sealed'> {
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
  };
}

export const toRecord = (row: RecordRow): BackupRecord => ({ ...toListed(row), sealed: row.sealed });

export function itemTypeOf(text: string): ItemType {
  if (text === 'KEY' || text === 'SECRET') return text;
  throw new Error(`A backup record has an unknown item type: ${text}`);
}
