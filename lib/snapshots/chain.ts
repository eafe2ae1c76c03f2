import { bind } from '../kernel/binding.ts';
import { type DataKey, sameBytes } from '../ports/keyring.ts';
import type { BackupPoint, BackupRecord, ItemRef } from './model.ts';

type Added = ItemRef & Pick<BackupRecord, 'contentHash'>;
type Closed = ItemRef & Pick<BackupRecord, 'fromOrdinal'>;

/** Keyed hash over what a point added and closed, in an order that does not depend on how they were read. */
export function hashChanges(
  dataKey: DataKey,
  added: readonly Added[],
  closed: readonly Closed[],
): Uint8Array<ArrayBuffer> {
  const lines = [
    ...added.map((item) => bind('+', item.itemType, item.itemId, hex(item.contentHash))),
    ...closed.map((item) => bind('-', item.itemType, item.itemId, item.fromOrdinal)),
  ].sort();
  return dataKey.mac('changes', lines.join('\n'));
}

/** Keyed hash over every live item, so that a full backup accounts for each. */
export function hashSet(dataKey: DataKey, items: Iterable<Added>): Uint8Array<ArrayBuffer> {
  return hashSetLines(dataKey, Array.from(items, setLine).sort());
}

/** What a live item adds to the set's hash. */
export const setLine = (item: Added): string => bind(item.itemType, item.itemId, hex(item.contentHash));

/** The set's hash over its lines, which stand in order. */
export function hashSetLines(dataKey: DataKey, lines: readonly string[]): Uint8Array<ArrayBuffer> {
  return dataKey.mac('set', lines.join('\n'));
}

/** A point's MAC: covers the MAC before it and all of its own. */
export function pointMac(
  dataKey: DataKey,
  backupId: string,
  before: Uint8Array | null,
  point: Omit<BackupPoint, 'mac'>,
): Uint8Array<ArrayBuffer> {
  const text = bind(
    backupId,
    point.ordinal,
    point.kind,
    point.slotAt.toISOString(),
    point.capturedAt.toISOString(),
    point.throughSeq,
    point.keyCount,
    point.secretCount,
    point.added,
    point.closed,
  );
  const none = new Uint8Array();
  return dataKey.mac('point', before ?? none, text, point.changesHash, point.setHash ?? none);
}

/**
 * Checks a run of points against each other: consecutive numbers, each MAC over the one before. `before` is
 * the MAC of the point before the first, null for the first of a chain. Returns the ordinal of the first
 * point that doesn't hold, or null.
 */
export function firstBrokenPoint(
  dataKey: DataKey,
  backupId: string,
  before: Uint8Array | null,
  points: readonly BackupPoint[],
): number | null {
  let mac = before;
  let expected = points[0]?.ordinal ?? 1;
  for (const point of points) {
    if (point.ordinal !== expected) return expected;
    if (!sameBytes(pointMac(dataKey, backupId, mac, point), point.mac)) return point.ordinal;
    mac = point.mac;
    expected += 1;
  }
  return null;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
