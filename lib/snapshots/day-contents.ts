import { err, ok, type Result } from '../kernel/result.ts';
import type { BackupDay } from './backup-day.ts';
import { checkDay } from './check-day.ts';
import type { ChainBroken, RecordDamaged } from './errors.ts';
import type { ItemContent, ItemRef } from './model.ts';
import type { SnapshotPorts } from './ports.ts';
import { proveItem } from './prove-item.ts';
import { openRecord } from './record-seal.ts';

type Found = Result<ItemContent | undefined, ChainBroken | RecordDamaged>;

/** The day's items, each proven to be what was backed up. */
export type DayContents = {
  /**
   * An item as it last was from the point `since` to the day's last one; undefined if it was in none of them. Refused
   * where its record is damaged and no copy of the same content is there, or where the chain proves nothing.
   */
  of(item: ItemRef, since: number): Promise<Found>;
};

/**
 * Nothing is taken on trust. A day that holds as a whole proves each of its records, unless damage of the item is known:
 * a full backup may have been taken over it. Else the item asked for is proven by itself (`proveItem`), so that damage to
 * one keeps no other from being restored.
 */
export function dayContents(ports: SnapshotPorts, day: BackupDay): DayContents {
  const { backup, dataKey, last } = day;
  let checking: ReturnType<typeof checkDay> | undefined;

  /** A record of the item with that content that opens: any will do, as the hash covers all of it. */
  const withContent = async (item: ItemRef, contentHash: Uint8Array<ArrayBuffer>) => {
    for (const record of await ports.verifications.withContent(backup.id, [{ ...item, contentHash }])) {
      const content = openRecord(dataKey, backup.id, record);
      if (content) return ok(content);
    }
    return err({ code: 'RECORD_DAMAGED', itemType: item.itemType, itemId: item.itemId } as const);
  };

  const proven = async (item: ItemRef, since: number): Promise<Found> => {
    const hashes = await proveItem(ports, day, item, since);
    if (!hashes.ok) return hashes;
    for (const hash of hashes.value) {
      const content = await withContent(item, hash);
      // What was made after the day's end, before the capture that closes it, belongs to the next day.
      if (!content.ok || content.value.createdAt < day.to) return content;
    }
    return ok(undefined);
  };

  return {
    async of(item, since) {
      checking ??= checkDay(ports, day);
      const [checked, known] = await Promise.all([checking, ports.verifications.damageOf(backup.id, item)]);
      if (!checked.ok || known.length > 0) return proven(item, since);
      const record = await ports.verifications.newestOf(backup.id, item, since, last.ordinal, day.to);
      if (!record) return ok(undefined);
      const content = openRecord(dataKey, backup.id, record);
      return content ? ok(content) : withContent(item, record.contentHash);
    },
  };
}
