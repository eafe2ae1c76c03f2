import { type DataKey, sameBytes } from '../ports/keyring.ts';
import { keyContent, secretContent } from './item-content.ts';
import type { BackupRecord, ItemRef } from './model.ts';
import type { CaptureSession, OpenRecord, SourceBatch } from './ports.ts';
import { type HashedContent, hashContent, sealRecord } from './record-seal.ts';

/** What a capture found different, and what it accounted for. */
export type Captured = {
  readonly added: readonly OpenRecord[];
  readonly closed: readonly OpenRecord[];
  /** Every live item's hash as it stands after this capture (full), or that of the changed ones. */
  readonly alive: ReadonlyMap<string, OpenRecord>;
  readonly keyDelta: number;
  readonly secretDelta: number;
  /** Live keys whose material doesn't open: their last good record stays open. */
  readonly damaged: readonly string[];
};

export type CaptureKeys = { readonly source: DataKey; readonly backup: DataKey };

export const refKey = (item: ItemRef): string => `${item.itemType} ${item.itemId}`;

/**
 * Compares the source's live items with the open records and writes only what differs. `afterSeq` null: every
 * live item (full); else those that the change feed names after that number (incremental).
 */
export async function captureChanges(
  session: CaptureSession,
  keys: CaptureKeys,
  backupId: string,
  ordinal: number,
  afterSeq: bigint | null,
  onProgress: (done: number) => Promise<void>,
): Promise<Captured> {
  const full = afterSeq === null;
  const before = new Map<string, OpenRecord>();
  const remember = (records: readonly OpenRecord[]) => {
    for (const record of records) before.set(refKey(record), record);
  };
  if (full) remember(await session.openRecords(null));

  const added: OpenRecord[] = [];
  const closed: OpenRecord[] = [];
  const alive = new Map<string, OpenRecord>();
  const damaged: string[] = [];
  let done = 0;

  for await (const batch of session.items(afterSeq)) {
    const { items, unreadable } = readBatch(keys, batch);
    if (!full) remember(await session.openRecords([...items, ...unreadable]));
    const fresh: BackupRecord[] = [];
    const replaced: OpenRecord[] = [];
    for (const item of items) {
      const old = before.get(refKey(item));
      if (old && sameBytes(old.contentHash, item.contentHash)) {
        alive.set(refKey(item), old);
        continue;
      }
      const record = sealRecord(keys.backup, backupId, ordinal, item);
      if (old) replaced.push(old);
      fresh.push(record);
      alive.set(refKey(item), slim(record));
    }
    for (const item of unreadable) {
      damaged.push(item.itemId);
      const old = before.get(refKey(item));
      if (old) alive.set(refKey(item), old);
    }
    await session.closeRecords(replaced, ordinal);
    await session.addRecords(fresh);
    closed.push(...replaced);
    for (const record of fresh) added.push(slim(record));
    done += items.length + unreadable.length;
    await onProgress(done);
  }

  const gone = full ? [...before.values()] : await goneRecords(session, afterSeq);
  const deleted = gone.filter((record) => !alive.has(refKey(record)));
  await session.closeRecords(deleted, ordinal);
  closed.push(...deleted);
  return { added, closed, alive, damaged, ...deltas(added, closed) };
}

async function goneRecords(session: CaptureSession, afterSeq: bigint): Promise<readonly OpenRecord[]> {
  const deleted = await session.deleted(afterSeq);
  return deleted.length === 0 ? [] : session.openRecords(deleted);
}

function readBatch(keys: CaptureKeys, batch: SourceBatch) {
  const items: HashedContent[] = [];
  const unreadable: ItemRef[] = [];
  for (const found of batch.keys) {
    const content = keyContent(keys.source, found);
    if (content.ok) items.push(hashContent(keys.backup, content.value));
    else unreadable.push({ itemType: 'KEY', itemId: found.key.keyId });
  }
  for (const found of batch.secrets) items.push(hashContent(keys.backup, secretContent(found)));
  return { items, unreadable };
}

function slim(record: BackupRecord): OpenRecord {
  return {
    itemType: record.itemType,
    itemId: record.itemId,
    fromOrdinal: record.fromOrdinal,
    contentHash: record.contentHash,
  };
}

function deltas(added: readonly ItemRef[], closed: readonly ItemRef[]) {
  const of = (type: ItemRef['itemType']) =>
    added.filter((item) => item.itemType === type).length -
    closed.filter((item) => item.itemType === type).length;
  return { keyDelta: of('KEY'), secretDelta: of('SECRET') };
}
