import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import { newVersion } from './key-material.ts';
import { checkOperation } from './key-operations.ts';
import type { DueRotation, KmsPorts } from './ports.ts';
import { checkKeyQuota } from './quota.ts';
import { postponed, rotationFrom } from './rotation.ts';
import { soundKey } from './row-seal.ts';
import { changeKey } from './sealed-writes.ts';

/**
 * Rotates the keys whose automatic rotation is due, once each, however many due dates have passed. Returns how many;
 * at most `most` in one go. A key that is not Enabled or is damaged keeps its due date and is rotated when it is well
 * again; one that finds its instance's key quota reached is tried again a day later. A fault is told to `onFailure`,
 * and the other keys have their turn.
 */
export async function rotateDueKeys(
  ports: KmsPorts,
  most: number,
  onFailure: (keyId: string, error: unknown) => void,
): Promise<number> {
  const now = await ports.clock.now();
  let rotated = 0;
  for await (const batch of ports.kms.dueRotations(now)) {
    for (const due of batch) {
      if (rotated >= most) return rotated;
      try {
        const done = await rotate(ports, due, now);
        if (done.ok && done.value === 'rotated') rotated += 1;
      } catch (error) {
        onFailure(due.keyId, error);
      }
    }
  }
  return rotated;
}

async function rotate(
  ports: KmsPorts,
  { accountId, instanceId, keyId }: DueRotation,
  now: Date,
): Promise<Result<'rotated' | 'postponed', KmsError>> {
  return ports.kms.inInstance(accountId, instanceId, async (transaction) => {
    const found = await transaction.findKey(keyId);
    if (!found) return err({ code: 'KEY_NOT_FOUND', keyId });
    const dataKey = ports.keyring.open(transaction.dataKey);
    const sound = soundKey(dataKey, found);
    if (!sound.ok) return sound;
    const { key } = found;
    // Another replica, or a person, was quicker.
    if (!key.nextRotationAt || key.nextRotationAt > now) return err({ code: 'KEY_NOT_FOUND', keyId });
    const allowed = checkOperation(key, 'rotate');
    if (!allowed.ok) return allowed;
    if (!checkKeyQuota(transaction.instance, await transaction.usage(), 1).ok) {
      await changeKey(transaction, dataKey, sound.value, postponed(now));
      return ok('postponed' as const);
    }
    const version = await newVersion(ports, dataKey, key, key.spec, now);
    const change = {
      primaryVersionId: version.versionId,
      rotatedAt: now,
      ...rotationFrom(now, key.rotationDays),
    };
    await changeKey(transaction, dataKey, sound.value, change, version);
    return ok('rotated' as const);
  });
}
