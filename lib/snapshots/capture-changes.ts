import type { KeyCrypto } from '../kms/ports.ts';
import { sealTombstone } from '../kms/row-seal.ts';
import { type DataKey, sameBytes } from '../ports/keyring.ts';
import { keyContent, secretContent } from './item-content.ts';
import type { BackupRecord, ItemRef } from './model.ts';
import type {
  CaptureBatch,
  CaptureScope,
  CaptureSession,
  Comparison,
  FreshRecord,
  KnownRecord,
  OpenRecord,
} from './ports.ts';
import { type HashedContent, hashContent, sealRecord } from './record-seal.ts';

/** What a capture found different, and what it accounted for. */
export type Captured = {
  readonly added: readonly OpenRecord[];
  readonly closed: readonly OpenRecord[];
  /** Every live item's record as it stands after this capture (full), or that of the changed ones. */
  readonly alive: ReadonlyMap<string, OpenRecord>;
  readonly keyDelta: number;
  readonly secretDelta: number;
  /** Live items that can't be backed up as they are, those known before included; their last good record stays. */
  readonly damagedItems: readonly string[];
};

export type CaptureTools = { readonly source: DataKey; readonly backup: DataKey; readonly crypto: KeyCrypto };

export const refKey = (item: ItemRef): string => `${item.itemType} ${item.itemId}`;

/** An item as read: its content, or undefined if it doesn't open; the number of its last change; its rows' digest. */
type ReadItem = ItemRef & {
  readonly item: HashedContent | undefined;
  readonly changeSeq: bigint;
  readonly digest: Uint8Array;
};

/**
 * Compares the source's live items with the open records and writes only what differs. `afterSeq` null: every
 * live item (full); else those that the change feed names after that number (incremental). A full reads whole only
 * items whose rows aren't those that their record was made of.
 *
 * An item counts as damaged, and its last good record stays, if it isn't as the KMS wrote it, if it differs from its
 * record though the change feed knows of no change, or if it is gone though the KMS didn't delete it.
 */
export async function captureChanges(
  session: CaptureSession,
  tools: CaptureTools,
  backupId: string,
  ordinal: number,
  afterSeq: bigint | null,
  onProgress: (done: number) => void,
): Promise<Captured> {
  const full = afterSeq === null;
  const comparison = full ? await compared(session) : null;
  const before = new Map<string, KnownRecord>();
  const remember = (records: readonly KnownRecord[]) => {
    for (const record of records) before.set(refKey(record), record);
  };
  const alive = new Map<string, OpenRecord>();
  for (const record of comparison?.same ?? []) alive.set(refKey(record), record);
  remember(comparison?.others ?? []);

  const added: OpenRecord[] = [];
  const closed: OpenRecord[] = [];
  const damaged = new Set(full ? [] : session.head.damagedItems);
  let done = alive.size;
  let writing = Promise.resolve();

  const scope: CaptureScope = comparison?.differing ?? { kind: 'after', seq: afterSeq ?? 0n };
  for await (const batch of session.items(scope)) {
    const items = readBatch(tools, batch);
    if (!full) remember(await session.openRecords(items));
    const fresh: FreshRecord[] = [];
    const replaced: OpenRecord[] = [];
    const kept: KnownRecord[] = [];
    for (const read of items) {
      const { item, changeSeq, digest } = read;
      const key = refKey(read);
      const old = before.get(key);
      const same = item && old && sameBytes(old.contentHash, item.contentHash);
      const untold = old !== undefined && !same && changeSeq <= session.head.throughSeq;
      if (!item || untold) damaged.add(key);
      else damaged.delete(key);
      if (old && (same || !item || untold)) {
        alive.set(key, old);
        if (same && !holds(old, digest)) kept.push({ ...old, sourceDigest: digest });
      } else if (item) {
        const record = sealRecord(tools.backup, backupId, ordinal, item);
        if (old) replaced.push(old);
        fresh.push({ ...record, sourceDigest: digest });
        const open = slim(record);
        added.push(open);
        alive.set(key, open);
      }
    }
    // Written while the next batch is being read and sealed.
    await writing;
    writing = write(session, { replaced, fresh, kept, ordinal });
    writing.catch(() => undefined); // reported where it is awaited; until then it must not count as unhandled
    closed.push(...replaced);
    done += items.length;
    onProgress(done);
  }

  await writing;

  const { gone, vanished, told } = await missing(session, tools, full ? [...before.values()] : null, alive);
  for (const record of vanished) {
    alive.set(refKey(record), record);
    damaged.add(refKey(record));
  }
  for (const key of told) damaged.delete(key);
  await session.closeRecords(gone, ordinal);
  closed.push(...gone);
  return { added, closed, alive, damagedItems: [...damaged].sort(), ...deltas(added, closed) };
}

const nothingYet = { same: [], others: [], differing: { kind: 'all' } } as const;

/** The first full of a chain has nothing to compare with. */
const compared = (session: CaptureSession): Promise<Comparison> | typeof nothingYet =>
  session.head.ordinal === 0 ? nothingYet : session.compare(() => true);

const holds = ({ sourceDigest }: KnownRecord, digest: Uint8Array): boolean =>
  sourceDigest !== null && sameBytes(sourceDigest, digest);

/**
 * Open records without a live item: those whose item the KMS deleted since the newest point, and those that nobody
 * deleted. `open`: every open record (full), or null: those of the items that were deleted.
 */
async function missing(
  session: CaptureSession,
  tools: CaptureTools,
  open: readonly OpenRecord[] | null,
  alive: ReadonlyMap<string, OpenRecord>,
) {
  const lost = (records: readonly OpenRecord[]) => records.filter((record) => !alive.has(refKey(record)));
  const ofFull = open && lost(open);
  if (ofFull?.length === 0) return { gone: [], vanished: [], told: new Set<string>() };
  const stones = await session.deleted(session.head.throughSeq);
  const told = new Set<string>();
  for (const { mac, ...stone } of stones) {
    if (alive.has(refKey(stone)) || !sameBytes(mac, sealTombstone(tools.source, stone))) continue;
    told.add(refKey(stone));
  }
  // An item that was deleted, restored and deleted again left several.
  const each = [...new Map(stones.map((stone) => [refKey(stone), stone])).values()];
  const records = ofFull ?? lost(await session.openRecords(each));
  return {
    gone: records.filter((record) => told.has(refKey(record))),
    vanished: records.filter((record) => !told.has(refKey(record))),
    told,
  };
}

type Writes = {
  readonly replaced: readonly OpenRecord[];
  readonly fresh: readonly FreshRecord[];
  readonly kept: readonly KnownRecord[];
  readonly ordinal: number;
};

async function write(session: CaptureSession, { replaced, fresh, kept, ordinal }: Writes): Promise<void> {
  await session.closeRecords(replaced, ordinal);
  await session.addRecords(fresh);
  await session.setDigests(kept);
}

function readBatch(tools: CaptureTools, batch: CaptureBatch): ReadItem[] {
  const keys = batch.keys.map((found): ReadItem => {
    const content = keyContent(tools.crypto, tools.source, found);
    const item = content.ok ? hashContent(tools.backup, content.value) : undefined;
    const { changeSeq, digest } = found;
    return { itemType: 'KEY', itemId: found.key.keyId, item, changeSeq, digest };
  });
  const secrets = batch.secrets.map((found): ReadItem => {
    const content = secretContent(tools.source, found);
    const item = content.ok ? hashContent(tools.backup, content.value) : undefined;
    const { changeSeq, digest } = found;
    return { itemType: 'SECRET', itemId: found.secret.name, item, changeSeq, digest };
  });
  return [...keys, ...secrets];
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
