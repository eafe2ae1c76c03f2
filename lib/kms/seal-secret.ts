import { err, ok, type Result } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import { secretBinding } from './ciphertext.ts';
import type { EncryptionKey } from './encryption-key.ts';
import type { KmsError } from './errors.ts';
import { openVersion } from './key-material.ts';
import type { SecretVersion } from './model.ts';
import type { KmsPorts } from './ports.ts';

/** A new secret version: the value encrypted under the key's primary version. */
export function sealSecretVersion(
  ports: Pick<KmsPorts, 'crypto'>,
  dataKey: DataKey,
  encryptionKey: EncryptionKey,
  secret: { readonly name: string; readonly versionId: string; readonly stages: readonly string[] },
  value: string,
  now: Date,
): Result<SecretVersion, KmsError> {
  const { key, versions } = encryptionKey;
  const primary = versions.find((version) => version.versionId === key.primaryVersionId);
  if (!primary) {
    return err({ code: 'MATERIAL_DAMAGED', keyId: key.keyId, keyVersionId: key.primaryVersionId });
  }
  const opened = openVersion(dataKey, key, primary);
  if (!opened.ok) return opened;
  const binding = secretBinding(secret.name, secret.versionId, primary.versionId);
  return ok({
    versionId: secret.versionId,
    stages: secret.stages,
    keyId: key.keyId,
    keyVersionId: primary.versionId,
    ciphertext: ports.crypto.seal(opened.value.material, new TextEncoder().encode(value), binding),
    createdAt: now,
  });
}
