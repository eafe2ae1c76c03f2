import { ok } from '../kernel/result.ts';
import type { DueDeletion, KmsPorts } from './ports.ts';

type PurgePorts = Pick<KmsPorts, 'kms' | 'clock'>;

/**
 * Destroys keys and secrets whose scheduled deletion has come. Returns how many; at most `most` in one go. An
 * item that can't be destroyed is told to `onFailure`, and the others have their turn.
 */
export async function purgeDue(
  ports: PurgePorts,
  most: number,
  onFailure: (item: DueDeletion, error: unknown) => void,
): Promise<number> {
  const now = await ports.clock.now();
  let purged = 0;
  for (const item of await ports.kms.dueDeletions(now, most)) {
    try {
      if (await purge(ports, item, now)) purged += 1;
    } catch (error) {
      onFailure(item, error);
    }
  }
  return purged;
}

/** True if the item was destroyed; false if it is no longer due or its instance is gone. */
async function purge(ports: PurgePorts, item: DueDeletion, now: Date): Promise<boolean> {
  const done = await ports.kms.inInstance(item.accountId, item.instanceId, async (transaction) => {
    const found =
      item.itemType === 'KEY'
        ? (await transaction.findKey(item.itemId))?.key
        : (await transaction.findSecret(item.itemId))?.secret;
    if (!found?.deletionAt || found.deletionAt > now) return ok(false);
    if (item.itemType === 'KEY') await transaction.deleteKey(item.itemId, now);
    else await transaction.deleteSecret(item.itemId, now);
    return ok(true);
  });
  return done.ok && done.value;
}
