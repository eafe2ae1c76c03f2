import type { DataKey } from '../ports/keyring.ts';
import type { NamedDamage } from './damage-ledger.ts';
import type { ItemRef } from './model.ts';
import type { SnapshotPorts } from './ports.ts';
import { openRecord } from './record-seal.ts';
import { type FoundDamage, placeKey } from './verify-model.ts';

/** Contents that are looked for at once. */
const atOnce = 100;

/**
 * Damage without that which a healthy copy makes good: a closed record of whose content another record of the item
 * holds the very same, as the next full backup writes it. Restores take that one.
 */
export async function stillNeeded(
  { verifications }: SnapshotPorts,
  dataKey: DataKey,
  backupId: string,
  found: readonly NamedDamage[],
): Promise<readonly FoundDamage[]> {
  const isClosed = ({ kind, toOrdinal }: FoundDamage): boolean =>
    toOrdinal !== null && (kind === 'CHANGED' || kind === 'MISSING');
  const closed = found.filter(isClosed);
  const ill = new Set(found.map(placeKey));
  const copies = new Set<string>();
  for (let from = 0; from < closed.length; from += atOnce) {
    for (const record of await verifications.withContent(backupId, closed.slice(from, from + atOnce))) {
      if (ill.has(placeKey(record)) || !openRecord(dataKey, backupId, record)) continue;
      copies.add(contentKey(record));
    }
  }
  const needed = found.filter((damage) => !isClosed(damage) || !copies.has(contentKey(damage)));
  return needed.map(({ itemType, itemId, fromOrdinal, toOrdinal, kind }) => ({
    itemType,
    itemId,
    fromOrdinal,
    toOrdinal,
    kind,
  }));
}

const contentKey = (record: ItemRef & { readonly contentHash: Uint8Array }): string =>
  `${record.itemType} ${record.itemId} ${Buffer.from(record.contentHash).toString('hex')}`;
