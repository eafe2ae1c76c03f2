import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import type { KmsError } from './errors.ts';
import { currentStage, type KmsSecret, type SecretWithVersions } from './model.ts';
import type { InstanceTransaction, KmsPorts, SecretChange, VersionChange } from './ports.ts';
import { type SoundSecret, soundKey, soundSecret } from './row-seal.ts';
import { sealSecretVersion } from './seal-secret.ts';
import { deleteSecret, changeSecret as writeSecret } from './sealed-writes.ts';
import { stagesAfterNewVersion } from './secret-stages.ts';

/** A secret by where it lives: the same name may live in two regions. */
export type SecretRef = { readonly regionId: string; readonly name: string };

/** Stores a new value: its version takes ACSCurrent, the one before becomes ACSPrevious (this rotates the secret). */
export async function putSecretValue(
  ports: KmsPorts,
  actor: Actor,
  input: SecretRef & { readonly value: string },
): Promise<Result<KmsSecret, KmsError>> {
  const now = await ports.clock.now();
  return changeSecret(ports, actor, input, 'live', async (transaction, { secret, versions }, dataKey) => {
    const encryptionKey = await transaction.findKey(secret.keyId);
    if (!encryptionKey) return err({ code: 'KEY_NOT_FOUND', keyId: secret.keyId });
    const soundEncryptionKey = soundKey(dataKey, encryptionKey);
    if (!soundEncryptionKey.ok) return soundEncryptionKey;
    const next = { name: secret.name, versionId: ports.ids.token(), stages: [currentStage] };
    const version = sealSecretVersion(ports, dataKey, soundEncryptionKey.value, next, input.value, now);
    if (!version.ok) return version;
    const move = stagesAfterNewVersion(versions);
    return ok({ change: { rotatedAt: now }, versions: { added: version.value, ...move } });
  });
}

/** Puts the secret into its recovery window of 7 to 30 days; until its end it can be restored. */
export async function scheduleSecretDeletion(
  ports: KmsPorts,
  actor: Actor,
  input: SecretRef & { readonly days: number },
): Promise<Result<KmsSecret, KmsError>> {
  const now = await ports.clock.now();
  const deletionAt = new Date(now.getTime() + input.days * 86_400_000);
  return changeSecret(ports, actor, input, 'live', async () => ok({ change: { deletionAt } }));
}

/** Takes the secret out of its recovery window. */
export function cancelSecretDeletion(
  ports: KmsPorts,
  actor: Actor,
  ref: SecretRef,
): Promise<Result<KmsSecret, KmsError>> {
  return changeSecret(ports, actor, ref, 'leaving', async () => ok({ change: { deletionAt: null } }));
}

/**
 * Deletes a secret at once and for good, with all its versions. Asks for its name. Possible for a damaged secret too,
 * so that it can be restored.
 */
export async function deleteSecretNow(
  ports: KmsPorts,
  actor: Actor,
  input: SecretRef & { readonly confirmedName: string },
): Promise<Result<KmsSecret, KmsError>> {
  if (input.confirmedName !== input.name) return err({ code: 'NAME_NOT_CONFIRMED', expected: input.name });
  const now = await ports.clock.now();
  return inSecret(ports, actor, input, async (transaction, found, dataKey) => {
    await deleteSecret(transaction, dataKey, input.name, now);
    return ok(found.secret);
  });
}

type Decision = { readonly change: SecretChange; readonly versions?: VersionChange };

function changeSecret(
  ports: KmsPorts,
  actor: Actor,
  ref: SecretRef,
  needs: 'live' | 'leaving',
  decide: (
    transaction: InstanceTransaction,
    found: SoundSecret,
    dataKey: DataKey,
  ) => Promise<Result<Decision, KmsError>>,
): Promise<Result<KmsSecret, KmsError>> {
  return inSecret(ports, actor, ref, async (transaction, found, dataKey) => {
    const sound = soundSecret(dataKey, found);
    if (!sound.ok) return sound;
    const leaving = found.secret.deletionAt !== null;
    if (needs === 'live' && leaving) return err({ code: 'SECRET_IN_RECOVERY_WINDOW', name: ref.name });
    if (needs === 'leaving' && !leaving)
      return err({ code: 'SECRET_NOT_IN_RECOVERY_WINDOW', name: ref.name });
    const decided = await decide(transaction, sound.value, dataKey);
    if (!decided.ok) return decided;
    const { change, versions } = decided.value;
    return ok(await writeSecret(transaction, dataKey, sound.value, change, versions));
  });
}

/** Runs `work` on a live secret in one transaction on its instance. */
async function inSecret(
  ports: KmsPorts,
  actor: Actor,
  ref: SecretRef,
  work: (
    transaction: InstanceTransaction,
    found: SecretWithVersions,
    dataKey: DataKey,
  ) => Promise<Result<KmsSecret, KmsError>>,
): Promise<Result<KmsSecret, KmsError>> {
  const notFound = { code: 'SECRET_NOT_FOUND', name: ref.name } as const;
  const place = await ports.kms.findSecret(actor.accountId, ref.regionId, ref.name);
  if (!place) return err(notFound);
  return ports.kms.inInstance(actor.accountId, place.secret.instanceId, async (transaction) => {
    const found = await transaction.findSecret(ref.name);
    if (!found) return err(notFound);
    return work(transaction, found, ports.keyring.open(transaction.dataKey));
  });
}
