import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { changeSecret, inSecret, type SecretRef, type SecretWork } from './change-secret.ts';
import type { KmsError } from './errors.ts';
import type { KmsSecret } from './model.ts';
import type { KmsPorts } from './ports.ts';
import { postponed } from './rotation.ts';
import { deleteSecret } from './sealed-writes.ts';

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

/** Takes the secret out of its recovery window. A rotation that came meanwhile is tried a day later. */
export async function cancelSecretDeletion(
  ports: KmsPorts,
  actor: Actor,
  ref: SecretRef,
): Promise<Result<KmsSecret, KmsError>> {
  const now = await ports.clock.now();
  return changeSecret(ports, actor, ref, 'leaving', async (_, { secret }) => {
    const missed = secret.nextRotationAt !== null && secret.nextRotationAt <= now;
    return ok({ change: { deletionAt: null, ...(missed ? postponed(now) : {}) } });
  });
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
  const work: SecretWork<never> = async (transaction, found, dataKey) => {
    await deleteSecret(transaction, dataKey, input.name, now);
    return ok(found.secret);
  };
  return inSecret(ports, actor, input, work);
}
