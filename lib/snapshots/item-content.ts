import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from '../kms/errors.ts';
import { canaryOpens, openVersion } from '../kms/key-material.ts';
import type { KeyWithVersions, SecretWithVersions } from '../kms/model.ts';
import type { KeyCrypto } from '../kms/ports.ts';
import type { DataKey } from '../ports/keyring.ts';
import type { KeyContent, SecretContent } from './model.ts';

/** A live key as it is backed up. One whose material doesn't open, or whose primary version is gone, is refused as MATERIAL_DAMAGED. */
export function keyContent(
  crypto: KeyCrypto,
  dataKey: DataKey,
  found: KeyWithVersions,
): Result<KeyContent, KmsError> {
  const { key } = found;
  const versions: KeyContent['versions'][number][] = [];
  for (const version of found.versions) {
    const opened = openVersion(dataKey, key, version);
    if (!opened.ok) return opened;
    if (!canaryOpens(crypto, key.keyId, opened.value)) {
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

/** A live secret as it is backed up. */
export function secretContent({ secret, versions }: SecretWithVersions): SecretContent {
  return {
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
  };
}
