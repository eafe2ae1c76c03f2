import { err, ok } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import type { DueDeletion, InstanceTransaction, KmsPorts } from './ports.ts';
import { soundKey, soundSecret } from './row-seal.ts';
import { deleteKey, deleteSecret } from './sealed-writes.ts';

type PurgePorts = Pick<KmsPorts, 'kms' | 'keyring' | 'clock'>;

/**
 * Destroys keys and secrets whose scheduled deletion has come. Returns how many; at most `most` in one go. An
 * item that can't be destroyed is told to `onFailure`, a damaged one is left alone, and the others have their turn.
 */
export async function purgeDue(
  ports: PurgePorts,
  most: number,
  onFailure: (item: DueDeletion, error: unknown) => void,
): Promise<number> {
  const now = await ports.clock.now();
  let purged = 0;
  for await (const batch of ports.kms.dueDeletions(now)) {
    for (const item of batch) {
      if (purged >= most) return purged;
      try {
        if (await purge(ports, item, now)) purged += 1;
      } catch (error) {
        onFailure(item, error);
      }
    }
  }
  return purged;
}

/** True if the item was destroyed; false if it is no longer due, is damaged, or its instance is gone. */
async function purge(ports: PurgePorts, item: DueDeletion, now: Date): Promise<boolean> {
  const done = await ports.kms.inInstance(item.accountId, item.instanceId, async (transaction) => {
    const dataKey = ports.keyring.open(transaction.dataKey);
    const found = await findSound(transaction, dataKey, item);
    if (!found?.deletionAt || found.deletionAt > now) return err('not due' as const);
    await (item.itemType === 'KEY' ? deleteKey : deleteSecret)(transaction, dataKey, item.itemId, now);
    return ok(undefined);
  });
  return done.ok;
}

/** A damaged item's date of deletion may not be the KMS's: it is left for a person to delete. */
async function findSound(transaction: InstanceTransaction, dataKey: DataKey, item: DueDeletion) {
  if (item.itemType === 'KEY') {
    const found = await transaction.findKey(item.itemId);
    return found && soundKey(dataKey, found).ok ? found.key : undefined;
  }
  const found = await transaction.findSecret(item.itemId);
  return found && soundSecret(dataKey, found).ok ? found.secret : undefined;
}
