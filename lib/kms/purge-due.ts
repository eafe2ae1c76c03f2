import { ok } from '../kernel/result.ts';
import type { KmsPorts } from './ports.ts';

/** Destroys keys and secrets whose scheduled deletion has come. Returns how many; at most `most` in one go. */
export async function purgeDue(ports: Pick<KmsPorts, 'kms' | 'clock'>, most: number): Promise<number> {
  const now = await ports.clock.now();
  const due = await ports.kms.dueDeletions(now, most);
  let purged = 0;
  for (const item of due) {
    const done = await ports.kms.inInstance(item.accountId, item.instanceId, async (transaction) => {
      const found =
        item.itemType === 'KEY'
          ? (await transaction.findKey(item.itemId))?.key
          : (await transaction.findSecret(item.itemId))?.secret;
      if (!found?.deletionAt || found.deletionAt > now) return ok(0);
      if (item.itemType === 'KEY') await transaction.deleteKey(item.itemId, now);
      else await transaction.deleteSecret(item.itemId, now);
      return ok(1);
    });
    if (done.ok) purged += done.value;
  }
  return purged;
}
