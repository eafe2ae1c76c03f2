import { type DataKey, sameBytes } from '../ports/keyring.ts';
import { replayChain } from './chain-replay.ts';
import type { Live, LiveSet } from './live-set.ts';
import type { ChainHead, ItemRef } from './model.ts';
import { openRowsFit } from './open-rows-fit.ts';
import type { CaptureSession, Claim, Comparison, OpenRecord, SnapshotPorts } from './ports.ts';
import {
  type FoundDamage,
  type Healing,
  placeKey,
  type RecordPlace,
  type RecordStub,
} from './verify-model.ts';

export const nothingToHeal: Healing = { closed: [], ends: [], absent: new Set() };

/**
 * What the full backup `ordinal` does about damage, given the open rows of the damaged items. A record that the chain
 * has open, and that is damaged or gone, is closed; one that it has closed is ended there; one that it knows nothing of is
 * set aside: it ends where it began, alive at no point. Damage that later points have got over is left alone.
 */
export function healingOf(
  damage: readonly FoundDamage[],
  openRows: readonly RecordPlace[],
  ordinal: number,
): Healing {
  const damagedPlaces = new Set(damage.map(placeKey));
  const open = new Map(openRows.map((row) => [refKey(row), row]));
  const closed: RecordPlace[] = [];
  const ends: (RecordPlace & { toOrdinal: number })[] = [];
  for (const { kind, toOrdinal, itemType, itemId, fromOrdinal } of damage) {
    const place = { itemType, itemId, fromOrdinal };
    const row = open.get(refKey(place));
    const isOpen = row?.fromOrdinal === fromOrdinal;
    const healthy = row && !damagedPlaces.has(placeKey(row)) ? row : undefined;
    if (kind === 'UNKNOWN') ends.push({ ...place, toOrdinal: fromOrdinal });
    else if (toOrdinal !== null) {
      if (kind !== 'MISSING') ends.push({ ...place, toOrdinal });
    } else if (healthy && healthy.fromOrdinal > fromOrdinal) {
      if (kind === 'SPAN') ends.push({ ...place, toOrdinal: healthy.fromOrdinal });
    } else if (kind !== 'CHANGED' || isOpen) {
      if (healthy && isOpen) continue; // its row is back
      closed.push(place);
      ends.push({ ...place, toOrdinal: ordinal });
    }
  }
  const absent = new Set(ends.map(placeKey));
  return { closed, ends, absent };
}

/**
 * Damage that a full backup has to make good: what the last verification found, and where the open rows aren't those
 * that the chain has open, what its manifests say is missing or too many.
 */
export async function findHealing(
  ports: SnapshotPorts,
  { backup }: Claim,
  { head }: CaptureSession,
  dataKey: DataKey,
  openRows: readonly OpenRecord[],
): Promise<Healing> {
  if (head.ordinal === 0 || head.putBack) return nothingToHeal;
  const records = await ports.verifications.foundDamage(backup.id);
  const damage = new Map(records.map((found) => [placeKey(found), found]));
  const place = { backupId: backup.id, accountId: backup.accountId, dataKey };
  if (head.intact && !(await openRowsFit(ports, place, head.ordinal, openRows))) {
    for (const found of await unaccounted(ports, place, head)) {
      const key = placeKey(found);
      if (!damage.has(key)) damage.set(key, found);
    }
  }
  return healingOf([...damage.values()], openRows, head.ordinal + 1);
}

/** How the open rows differ from what the chain has open, if it proves that. */
async function unaccounted(
  { verifications }: SnapshotPorts,
  place: { readonly backupId: string; readonly accountId: string; readonly dataKey: DataKey },
  head: ChainHead,
): Promise<readonly FoundDamage[]> {
  let alive: LiveSet<Live> | undefined;
  for await (const replayed of replayChain(verifications, place, head.ordinal)) {
    alive = replayed.brokenAt === null ? replayed.alive : undefined;
  }
  if (!alive) return []; // the next verification says more
  const rows = await verifications.aliveAt(place.backupId, head.ordinal);
  const byItem = new Map<string, RecordStub>(rows.map((row) => [refKey(row), row]));
  const found: FoundDamage[] = [];
  for (const { itemType, itemId, fromOrdinal, contentHash } of alive.values()) {
    const row = byItem.get(`${itemType} ${itemId}`);
    const isThere = row?.fromOrdinal === fromOrdinal;
    if (isThere && sameBytes(row.contentHash, contentHash)) continue;
    found.push({ itemType, itemId, fromOrdinal, toOrdinal: null, kind: isThere ? 'CHANGED' : 'MISSING' });
  }
  for (const { itemType, itemId, fromOrdinal } of rows) {
    const entry = alive.get({ itemType, itemId });
    if (entry?.fromOrdinal === fromOrdinal) continue;
    // An older record whose closing was undone, or one of an item that is gone: the next verification says which.
    const place = { itemType, itemId, fromOrdinal };
    if (entry) found.push({ ...place, toOrdinal: entry.fromOrdinal, kind: 'SPAN' });
    else found.push({ ...place, toOrdinal: null, kind: 'UNKNOWN' });
  }
  return found;
}

/** The session as the capture is to see it, after `comparison`: without the open rows that count as absent. */
export function withoutAbsent(
  session: CaptureSession,
  { absent }: Healing,
  comparison: Comparison,
): CaptureSession {
  if (absent.size === 0) return { ...session, compare: async () => comparison };
  const isThere = (record: RecordPlace): boolean => !absent.has(placeKey(record));
  return {
    ...session,
    compare: (counts) => session.compare((record) => counts(record) && isThere(record)),
    async openRecords(items) {
      return (await session.openRecords(items)).filter(isThere);
    },
  };
}

const refKey = (item: ItemRef): string => `${item.itemType} ${item.itemId}`;
