import { err, ok, type Result } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import { secretBinding } from './ciphertext.ts';
import type { KmsError } from './errors.ts';
import { openVersion } from './key-material.ts';
import type { KeyWithVersions, SecretVersion } from './model.ts';
import type { KmsPorts } from './ports.ts';
import { soundKey } from './row-seal.ts';

/**
 * The bytes of a secret version's value. `key` is the live key of the secret's instance that the version names, if
 * there is one: it must be sound, Enabled, and have the version that the value is encrypted under.
 */
export function openSecretVersion(
  ports: Pick<KmsPorts, 'crypto'>,
  dataKey: DataKey,
  name: string,
  version: SecretVersion,
  key: KeyWithVersions | undefined,
): Result<Uint8Array, KmsError> {
  const { keyId, keyVersionId } = version;
  const keyVersion = key?.versions.find((candidate) => candidate.versionId === keyVersionId);
  if (!key || !keyVersion) return err({ code: 'SECRET_KEY_MISSING', name, keyId, keyVersionId });
  const sound = soundKey(dataKey, key);
  if (!sound.ok) return sound;
  if (key.key.state !== 'Enabled') {
    return err({ code: 'KEY_STATE', keyId, state: key.key.state, operation: 'decrypt' });
  }
  const opened = openVersion(dataKey, key.key, keyVersion);
  if (!opened.ok) return opened;
  const binding = secretBinding(name, version.versionId, keyVersionId);
  const value = ports.crypto.open(opened.value.material, version.ciphertext, binding);
  return value ? ok(value) : err({ code: 'MATERIAL_DAMAGED', keyId, keyVersionId });
}
