import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { type DataKey, sameBytes } from '../ports/keyring.ts';
import { changeSecret, type SecretRef } from './change-secret.ts';
import { findEncryptionKey } from './encryption-key.ts';
import type { KmsError } from './errors.ts';
import { currentStage, type KmsSecret, type SecretVersion } from './model.ts';
import { keptGenerator, type NewValue, plainValue } from './new-value.ts';
import { openSecretVersion } from './open-secret.ts';
import type { InstanceTransaction, KmsPorts } from './ports.ts';
import { rotationFrom } from './rotation.ts';
import { sealSecretVersion } from './seal-secret.ts';
import { stagesAfterNewVersion } from './secret-stages.ts';

/**
 * Stores a new value: its version takes ACSCurrent, the one before becomes ACSPrevious; scheduled rotation counts
 * anew. A version ID that is the current version's, with that version's value, changes nothing; any other that the
 * secret has is refused as SECRET_VERSION_EXISTS.
 */
export async function putSecretValue(
  ports: KmsPorts,
  actor: Actor,
  input: SecretRef & NewValue & { readonly versionId?: string | null },
): Promise<Result<KmsSecret, KmsError>> {
  const now = await ports.clock.now();
  const value = plainValue(ports.random, input);
  return changeSecret(ports, actor, input, 'live', async (transaction, { secret, versions }, dataKey) => {
    const same = versions.find(({ versionId }) => versionId === input.versionId);
    if (same) return repeated(ports, transaction, dataKey, secret.name, same, value);
    const encryptionKey = await findEncryptionKey(transaction, dataKey, secret.keyId);
    if (!encryptionKey.ok) return encryptionKey;
    const next = {
      name: secret.name,
      versionId: input.versionId ?? ports.ids.token(),
      stages: [currentStage],
    };
    const version = sealSecretVersion(ports, dataKey, encryptionKey.value, next, value, now);
    if (!version.ok) return version;
    return ok({
      change: { rotatedAt: now, ...keptGenerator(input), ...rotationFrom(now, secret.rotationDays) },
      versions: { added: version.value, ...stagesAfterNewVersion(versions) },
    });
  });
}

/** A version ID that the secret has: the same value once more, or a refusal. */
async function repeated(
  ports: KmsPorts,
  transaction: InstanceTransaction,
  dataKey: DataKey,
  name: string,
  version: SecretVersion,
  value: string,
): Promise<Result<'unchanged', KmsError>> {
  const key = await transaction.findKey(version.keyId);
  const kept = openSecretVersion(ports, dataKey, name, version, key);
  if (!kept.ok) return kept;
  const sameValue = sameBytes(kept.value, new TextEncoder().encode(value));
  if (sameValue && version.stages.includes(currentStage)) return ok('unchanged');
  return err({ code: 'SECRET_VERSION_EXISTS', name, versionId: version.versionId, sameValue });
}
