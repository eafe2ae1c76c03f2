import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import type { KeyOperation, KmsError } from './errors.ts';
import type { KeyRef } from './find-key.ts';
import { newVersion } from './key-material.ts';
import { checkOperation } from './key-operations.ts';
import { specFacts } from './key-specs.ts';
import type { KeyVersion, KmsKey } from './model.ts';
import type { InstanceTransaction, KeyChange, KmsPorts } from './ports.ts';
import { checkKeyQuota } from './quota.ts';
import { rotationFrom } from './rotation.ts';
import { type SoundKey, soundKey } from './row-seal.ts';
import { changeKey as writeKey } from './sealed-writes.ts';

/**
 * Rotates: a new primary version; the old ones stay and go on decrypting. Refused at the key quota. Automatic rotation
 * counts anew from now. RSA takes seconds: the key stays as it is until `generatePending` has made the version; another
 * rotation meanwhile is refused (ROTATION_PENDING).
 */
export async function rotateKey(
  ports: KmsPorts,
  actor: Actor,
  ref: KeyRef,
): Promise<Result<KmsKey, KmsError>> {
  const now = await ports.clock.now();
  return changeKey(ports, actor, ref, 'rotate', async (transaction, { key }, dataKey) => {
    const quota = checkKeyQuota(transaction.instance, await transaction.usage(), 1);
    if (!quota.ok) return quota;
    if (specFacts[key.spec].isSlow) {
      const queued = await transaction.queueGeneration(key.keyId, now);
      return queued ? ok({ change: {} }) : err({ code: 'ROTATION_PENDING', keyId: key.keyId });
    }
    const version = await newVersion(ports, dataKey, key, key.spec, now);
    return ok({
      change: { primaryVersionId: version.versionId, rotatedAt: now, ...rotationFrom(now, key.rotationDays) },
      added: version,
    });
  });
}

/** Makes a Disabled key usable again. */
export function enableKey(ports: KmsPorts, actor: Actor, ref: KeyRef): Promise<Result<KmsKey, KmsError>> {
  return changeKey(ports, actor, ref, 'enable', async () => ok({ change: { state: 'Enabled' } }));
}

/** Makes an Enabled key unusable until it is enabled: it neither encrypts nor decrypts. */
export function disableKey(ports: KmsPorts, actor: Actor, ref: KeyRef): Promise<Result<KmsKey, KmsError>> {
  return changeKey(ports, actor, ref, 'disable', async () => ok({ change: { state: 'Disabled' } }));
}

/** Schedules the deletion 7 to 366 days ahead; until then it can be cancelled. */
export async function scheduleKeyDeletion(
  ports: KmsPorts,
  actor: Actor,
  input: KeyRef & { readonly days: number },
): Promise<Result<KmsKey, KmsError>> {
  const now = await ports.clock.now();
  const deletionAt = new Date(now.getTime() + input.days * 86_400_000);
  return changeKey(ports, actor, input, 'scheduleDeletion', async () =>
    ok({ change: { state: 'PendingDeletion', deletionAt } }),
  );
}

/** Cancels a scheduled deletion: the key comes back Disabled, as in the real service's state machine. */
export function cancelKeyDeletion(
  ports: KmsPorts,
  actor: Actor,
  ref: KeyRef,
): Promise<Result<KmsKey, KmsError>> {
  return changeKey(ports, actor, ref, 'cancelDeletion', async () =>
    ok({ change: { state: 'Disabled', deletionAt: null } }),
  );
}

/**
 * Rotates by itself every so many days (7 to 365) from now on; null: never. Symmetric keys alone. `was` is what the
 * person saw: where it is otherwise by now, and not as they want it, nothing is changed (KEY_EDITED_MEANWHILE).
 */
export async function setKeyRotation(
  ports: KmsPorts,
  actor: Actor,
  input: KeyRef & { readonly days: number | null; readonly was: number | null },
): Promise<Result<KmsKey, KmsError>> {
  const now = await ports.clock.now();
  const { days, was } = input;
  return changeKey(ports, actor, input, 'setRotation', async (_, { key: { keyId, rotationDays } }) =>
    rotationDays === was || rotationDays === days
      ? ok({ change: rotationFrom(now, days) })
      : err({ code: 'KEY_EDITED_MEANWHILE', keyId, fields: ['rotation'] }),
  );
}

type Decision = { readonly change: KeyChange; readonly added?: KeyVersion };

/** One change of a sound live key whose state, usage and spec allow it, in one transaction on its instance. */
export async function changeKey(
  ports: KmsPorts,
  actor: Actor,
  ref: KeyRef,
  operation: KeyOperation,
  decide: (
    transaction: InstanceTransaction,
    found: SoundKey,
    dataKey: DataKey,
  ) => Promise<Result<Decision, KmsError>>,
): Promise<Result<KmsKey, KmsError>> {
  const notFound = { code: 'KEY_NOT_FOUND', keyId: ref.keyId } as const;
  const place = await ports.kms.findKey(actor.accountId, ref.regionId, ref.keyId);
  if (!place) return err(notFound);
  return ports.kms.inInstance(actor.accountId, place.key.instanceId, async (transaction) => {
    const found = await transaction.findKey(ref.keyId);
    if (!found) return err(notFound);
    const dataKey = ports.keyring.open(transaction.dataKey);
    const sound = soundKey(dataKey, found);
    if (!sound.ok) return sound;
    const allowed = checkOperation(found.key, operation);
    if (!allowed.ok) return allowed;
    const decided = await decide(transaction, sound.value, dataKey);
    if (!decided.ok) return decided;
    const { change, added } = decided.value;
    return ok(await writeKey(transaction, dataKey, sound.value, change, added));
  });
}
