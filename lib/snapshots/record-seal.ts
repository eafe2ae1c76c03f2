import { bind } from '../kernel/binding.ts';
import { type DataKey, sameBytes } from '../ports/keyring.ts';
import { decodeContent, encodeContent } from './content-codec.ts';
import type { BackupRecord, ItemContent, ItemRef } from './model.ts';

/** An item's content with its keyed hash, ready to be compared with the open record. */
export type HashedContent = ItemRef & {
  readonly content: ItemContent;
  readonly encoded: Uint8Array<ArrayBuffer>;
  readonly contentHash: Uint8Array<ArrayBuffer>;
};

export function itemRef(content: ItemContent): ItemRef {
  return content.itemType === 'KEY'
    ? { itemType: 'KEY', itemId: content.keyId }
    : { itemType: 'SECRET', itemId: content.name };
}

export function hashContent(dataKey: DataKey, content: ItemContent): HashedContent {
  const encoded = encodeContent(content);
  const { itemType, itemId } = itemRef(content);
  return { itemType, itemId, content, encoded, contentHash: dataKey.mac('content', encoded) };
}

/**
 * A record is bound to its backup instance, item, hash and the point that added it: it can't pose as another
 * instance's, another item's or a newer state.
 */
function recordBinding(
  backupId: string,
  record: ItemRef & Pick<BackupRecord, 'contentHash'>,
  fromOrdinal: number,
) {
  const hash = Buffer.from(record.contentHash).toString('hex');
  return bind('record', backupId, record.itemType, record.itemId, fromOrdinal, hash);
}

/** Seals an item's content as the record that the point adds. */
export function sealRecord(
  dataKey: DataKey,
  backupId: string,
  fromOrdinal: number,
  item: HashedContent,
): BackupRecord {
  const { contentHash } = item;
  const boundTo = recordBinding(backupId, item, fromOrdinal);
  return {
    itemType: item.itemType,
    itemId: item.itemId,
    fromOrdinal,
    toOrdinal: null,
    ...listColumns(item.content),
    contentHash,
    sealed: dataKey.seal(item.encoded, boundTo),
  };
}

/** The columns for lists, all of them derived from the sealed content. */
function listColumns(content: ItemContent) {
  const isKey = content.itemType === 'KEY';
  return {
    alias: isKey ? content.alias : null,
    spec: isKey ? content.spec : null,
    state: content.state,
    keyId: isKey ? null : content.keyId,
    versionCount: content.versions.length,
    itemCreatedAt: content.createdAt,
    itemRotatedAt: content.rotatedAt,
  };
}

/** The content of a record. Undefined if anything of it was changed, its list columns included. */
export function openRecord(
  dataKey: DataKey,
  backupId: string,
  record: BackupRecord,
): ItemContent | undefined {
  const encoded = dataKey.open(record.sealed, recordBinding(backupId, record, record.fromOrdinal));
  if (!encoded || !sameBytes(dataKey.mac('content', encoded), record.contentHash)) return undefined;
  const content = decodeContent(encoded);
  if (!content) return undefined;
  const ref = itemRef(content);
  const shown = listColumns(content);
  const honest =
    ref.itemType === record.itemType &&
    ref.itemId === record.itemId &&
    shown.alias === record.alias &&
    shown.spec === record.spec &&
    shown.state === record.state &&
    shown.keyId === record.keyId &&
    shown.versionCount === record.versionCount &&
    shown.itemCreatedAt.getTime() === record.itemCreatedAt.getTime() &&
    shown.itemRotatedAt?.getTime() === record.itemRotatedAt?.getTime();
  return honest ? content : undefined;
}
