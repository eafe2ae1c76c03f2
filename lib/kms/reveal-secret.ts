import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { SecretRef } from './change-secret.ts';
import { secretBinding } from './ciphertext.ts';
import type { KmsError } from './errors.ts';
import { findSoundKey, openKeyVersion } from './find-key.ts';
import type { KmsPorts } from './ports.ts';
import { soundSecret } from './row-seal.ts';

/** The value of one version, decrypted when asked for and never kept. */
export async function revealSecret(
  ports: KmsPorts,
  actor: Actor,
  input: SecretRef & { readonly versionId: string },
): Promise<Result<{ readonly value: string }, KmsError>> {
  const { name, versionId } = input;
  const notFound = { code: 'SECRET_NOT_FOUND', name } as const;
  const found = await ports.kms.findSecret(actor.accountId, input.regionId, name);
  if (!found) return err(notFound);
  const wrapped = await ports.kms.dataKeyOf(actor.accountId, found.secret.instanceId);
  if (!wrapped) return err(notFound);
  const sound = soundSecret(ports.keyring.open(wrapped), found);
  if (!sound.ok) return sound;
  if (found.secret.deletionAt !== null) return err({ code: 'SECRET_IN_RECOVERY_WINDOW', name });
  const version = found.versions.find((candidate) => candidate.versionId === versionId);
  if (!version) return err({ code: 'SECRET_VERSION_NOT_FOUND', name, versionId });
  const missing = {
    code: 'SECRET_KEY_MISSING',
    name,
    keyId: version.keyId,
    keyVersionId: version.keyVersionId,
  } as const;
  const keyRef = { regionId: input.regionId, keyId: version.keyId };
  const soundKey = await findSoundKey(ports, actor, keyRef);
  if (!soundKey.ok) return soundKey.error.code === 'KEY_NOT_FOUND' ? err(missing) : soundKey;
  const key = soundKey.value;
  if (key.key.instanceId !== found.secret.instanceId) return err(missing);
  if (!key.versions.some((candidate) => candidate.versionId === version.keyVersionId)) return err(missing);
  if (key.key.state !== 'Enabled') {
    return err({ code: 'KEY_STATE', keyId: key.key.keyId, state: key.key.state, operation: 'decrypt' });
  }
  const opened = openKeyVersion(key, version.keyVersionId);
  if (!opened.ok) return opened;
  const binding = secretBinding(name, versionId, version.keyVersionId);
  const value = ports.crypto.open(opened.value.material, version.ciphertext, binding);
  if (!value) {
    return err({ code: 'MATERIAL_DAMAGED', keyId: version.keyId, keyVersionId: version.keyVersionId });
  }
  return ok({ value: new TextDecoder().decode(value) });
}
