import { err, ok, type Result } from '../kernel/result.ts';
import { canaryHolds } from '../kms/canary.ts';
import type { KmsError } from '../kms/errors.ts';
import { openVersion } from '../kms/key-material.ts';
import type { KeyWithVersions, SecretWithVersions } from '../kms/model.ts';
import type { KeyCrypto } from '../kms/ports.ts';
import { soundKey, soundSecret } from '../kms/row-seal.ts';
import type { DataKey } from '../ports/keyring.ts';
import type { KeyContent, SecretContent } from './model.ts';

/**
 * A live key as it is backed up. One that was changed without the KMS is refused as KEY_DAMAGED; one whose material
 * doesn't open or work, or whose primary version is gone, as MATERIAL_DAMAGED.
 */
export function keyContent(
  crypto: KeyCrypto,
  dataKey: DataKey,
  found: KeyWithVersions,
): Result<KeyContent, KmsError> {
  const sound = soundKey(dataKey, found);
  if (!sound.ok) return sound;
  const { key } = found;
  const versions: KeyContent['versions'][number][] = [];
  for (const version of found.versions) {
    const opened = openVersion(dataKey, key, version);
    if (!opened.ok) return opened;
    if (!canaryHolds(crypto, key, opened.value)) {
      return err({ code: 'MATERIAL_DAMAGED', keyId: key.keyId, keyVersionId: version.versionId });
    }
    versions.push(opened.value);
  }
  if (!versions.some((version) => version.versionId === key.primaryVersionId)) {
    return err({ code: 'MATERIAL_DAMAGED', keyId: key.keyId, keyVersionId: key.primaryVersionId });
  }
  return ok({
    itemType: 'KEY',
    keyId: key.keyId,
    alias: key.alias,
    description: key.description,
    tags: key.tags,
    spec: key.spec,
    usage: key.usage,
    state: key.state,
    primaryVersionId: key.primaryVersionId,
    createdAt: key.createdAt,
    rotatedAt: key.rotatedAt,
    rotationDays: key.rotationDays,
    versions,
  });
}

/** A live secret as it is backed up. One that was changed without the KMS is refused as SECRET_DAMAGED. */
export function secretContent(dataKey: DataKey, found: SecretWithVersions): Result<SecretContent, KmsError> {
  const sound = soundSecret(dataKey, found);
  if (!sound.ok) return sound;
  const { secret, versions } = found;
  return ok({
    itemType: 'SECRET',
    name: secret.name,
    keyId: secret.keyId,
    description: secret.description,
    tags: secret.tags,
    state: secret.deletionAt === null ? 'Live' : 'RecoveryWindow',
    createdAt: secret.createdAt,
    rotatedAt: secret.rotatedAt,
    rotationDays: secret.rotationDays,
    generator: secret.generator,
    versions,
  });
}
