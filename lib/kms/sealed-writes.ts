import type { DataKey } from '../ports/keyring.ts';
import type { KeyVersion, KmsKey, KmsSecret, SecretVersion } from './model.ts';
import type { InstanceTransaction, KeyChange, SecretChange, VersionChange } from './ports.ts';
import { type SoundKey, type SoundSecret, sealKey, sealSecret, sealTombstone } from './row-seal.ts';

/** Every write of an item, with the seal of what it leaves. Only a sound item can be written again. */
export async function insertKey(
  transaction: InstanceTransaction,
  dataKey: DataKey,
  key: KmsKey,
  versions: readonly KeyVersion[],
): Promise<void> {
  await transaction.insertKey(key, versions, sealKey(dataKey, key, versions, transaction.changeSeq));
}

/** Returns the key as it now is. */
export async function changeKey(
  transaction: InstanceTransaction,
  dataKey: DataKey,
  found: SoundKey,
  change: KeyChange,
  added?: KeyVersion,
): Promise<KmsKey> {
  const key = { ...found.key, ...change };
  const versions = added ? [...found.versions, added] : found.versions;
  const seal = sealKey(dataKey, key, versions, transaction.changeSeq);
  await transaction.changeKey(key.keyId, change, seal, added);
  return key;
}

/** Destroys a key, sound or not: so that a damaged one can be restored. */
export async function deleteKey(
  transaction: InstanceTransaction,
  dataKey: DataKey,
  keyId: string,
  at: Date,
): Promise<void> {
  await transaction.deleteKey(keyId, at, tombstone(transaction, dataKey, 'KEY', keyId, at));
}

export async function insertSecret(
  transaction: InstanceTransaction,
  dataKey: DataKey,
  secret: KmsSecret,
  versions: readonly SecretVersion[],
): Promise<void> {
  const seal = sealSecret(dataKey, secret, versions, transaction.changeSeq);
  await transaction.insertSecret(secret, versions, seal);
}

/** Returns the secret as it now is. */
export async function changeSecret(
  transaction: InstanceTransaction,
  dataKey: DataKey,
  found: SoundSecret,
  change: SecretChange,
  versions: VersionChange = {},
): Promise<KmsSecret> {
  const secret = { ...found.secret, ...change };
  const after = versionsAfter(found.versions, versions);
  const seal = sealSecret(dataKey, secret, after, transaction.changeSeq);
  await transaction.changeSecret(secret.name, change, seal, versions);
  return secret;
}

/** Destroys a secret, sound or not. */
export async function deleteSecret(
  transaction: InstanceTransaction,
  dataKey: DataKey,
  name: string,
  at: Date,
): Promise<void> {
  await transaction.deleteSecret(name, at, tombstone(transaction, dataKey, 'SECRET', name, at));
}

function versionsAfter(
  versions: readonly SecretVersion[],
  { added, removed = [], stages }: VersionChange,
): readonly SecretVersion[] {
  const kept = versions
    .filter(({ versionId }) => !removed.includes(versionId))
    .map((version) => ({ ...version, stages: stages?.get(version.versionId) ?? version.stages }));
  return added ? [...kept, added] : kept;
}

function tombstone(
  { instance, changeSeq }: InstanceTransaction,
  dataKey: DataKey,
  itemType: 'KEY' | 'SECRET',
  itemId: string,
  deletedAt: Date,
) {
  const { accountId, regionId, id: instanceId } = instance;
  return sealTombstone(dataKey, { accountId, regionId, instanceId, itemType, itemId, deletedAt, changeSeq });
}
