import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import { currentStage, type KmsSecret, type SecretWithVersions } from './model.ts';
import type { InstanceTransaction, KmsPorts, SecretChange, VersionChange } from './ports.ts';
import { sealSecretVersion } from './seal-secret.ts';
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
  return changeSecret(ports, actor, input, 'live', async (transaction, { secret, versions }) => {
    const encryptionKey = await transaction.findKey(secret.keyId);
    if (!encryptionKey) return err({ code: 'KEY_NOT_FOUND', keyId: secret.keyId });
    const next = { name: secret.name, versionId: ports.ids.token(), stages: [currentStage] };
    const dataKey = ports.keyring.open(transaction.dataKey);
    const version = sealSecretVersion(ports, dataKey, encryptionKey, next, input.value, now);
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

/** Deletes a secret at once and for good, with all its versions. Asks for its name. */
export async function deleteSecretNow(
  ports: KmsPorts,
  actor: Actor,
  input: SecretRef & { readonly confirmedName: string },
): Promise<Result<KmsSecret, KmsError>> {
  if (input.confirmedName !== input.name) return err({ code: 'NAME_NOT_CONFIRMED', expected: input.name });
  const now = await ports.clock.now();
  return changeSecret(ports, actor, input, 'any', async () => ok({ deletedAt: now }));
}

type Decision =
  | { readonly change: SecretChange; readonly versions?: VersionChange }
  | { readonly deletedAt: Date };

async function changeSecret(
  ports: KmsPorts,
  actor: Actor,
  ref: SecretRef,
  needs: 'live' | 'leaving' | 'any',
  decide: (
    transaction: InstanceTransaction,
    found: SecretWithVersions,
  ) => Promise<Result<Decision, KmsError>>,
): Promise<Result<KmsSecret, KmsError>> {
  const notFound = { code: 'SECRET_NOT_FOUND', name: ref.name } as const;
  const place = await ports.kms.findSecret(actor.accountId, ref.regionId, ref.name);
  if (!place) return err(notFound);
  return ports.kms.inInstance(actor.accountId, place.secret.instanceId, async (transaction) => {
    const found = await transaction.findSecret(ref.name);
    if (!found) return err(notFound);
    const leaving = found.secret.deletionAt !== null;
    if (needs === 'live' && leaving)
      return err({ code: 'SECRET_IN_RECOVERY_WINDOW', name: ref.name } as const);
    if (needs === 'leaving' && !leaving) {
      return err({ code: 'SECRET_NOT_IN_RECOVERY_WINDOW', name: ref.name } as const);
    }
    const decided = await decide(transaction, found);
    if (!decided.ok) return decided;
    if ('deletedAt' in decided.value) {
      await transaction.deleteSecret(ref.name, decided.value.deletedAt);
      return ok(found.secret);
    }
    await transaction.changeSecret(ref.name, decided.value.change, decided.value.versions);
    return ok({ ...found.secret, ...decided.value.change });
  });
}
