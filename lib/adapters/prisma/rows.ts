import { z } from 'zod';
import {
  characterKinds,
  type KeyVersion,
  type KeyWithVersions,
  type KmsInstance,
  type KmsKey,
  type KmsSecret,
  keySpecs,
  keyStates,
  keyUsages,
  type SecretVersion,
  type SecretWithVersions,
  type Tags,
} from '../../kms/model.ts';
import type {
  KmsInstance as InstanceRow,
  KmsKey as KeyRow,
  KmsKeyVersion as KeyVersionRow,
  KmsSecret as SecretRow,
  KmsSecretVersion as SecretVersionRow,
} from './generated/client.ts';

/**
 * What a column holds that no KMS wrote is read as something harmless, so that lists go on; its row's seal is then
 * left out, so that the item counts as damaged.
 */
const noTags: Tags = {};
const tags = z.record(z.string(), z.string()).catch(noTags);
const spec = z.enum(keySpecs).catch('Aliyun_AES_256');
const usage = z.enum(keyUsages).catch('ENCRYPT/DECRYPT');
const state = z.enum(keyStates).catch('Disabled');
const generator = z
  .strictObject({ length: z.int(), kinds: z.array(z.enum(characterKinds)) })
  .nullable()
  .catch(null);
const noSeal = new Uint8Array();

type Sealed = { readonly changeSeq: bigint | string; readonly mac: Uint8Array<ArrayBuffer> };

/** A key's row with its versions' rows. */
export function toFoundKey(
  row: Pick<KeyRow, keyof KmsKey> & Sealed,
  versions: readonly KeyVersion[],
): KeyWithVersions {
  const key = toKey(row);
  const readable =
    key.tags !== noTags && key.spec === row.spec && key.usage === row.usage && key.state === row.state;
  return { key, versions, changeSeq: BigInt(row.changeSeq), mac: readable ? row.mac : noSeal };
}

/** A secret's row with its versions' rows. */
export function toFoundSecret(
  row: Pick<SecretRow, keyof KmsSecret> & Sealed,
  versions: readonly SecretVersion[],
): SecretWithVersions {
  const secret = toSecret(row);
  const readable = secret.tags !== noTags && (secret.generator === null) === (row.generator === null);
  return { secret, versions, changeSeq: BigInt(row.changeSeq), mac: readable ? row.mac : noSeal };
}

export function toInstance(row: InstanceRow): KmsInstance {
  return {
    id: row.id,
    accountId: row.accountId,
    regionId: row.regionId,
    name: row.name,
    type: row.type,
    keyQuota: row.keyQuota,
    secretQuota: row.secretQuota,
    dataKeyId: row.dataKeyId,
    createdAt: row.createdAt,
    releasedAt: row.releasedAt,
  };
}

export function toKey(row: Pick<KeyRow, keyof KmsKey>): KmsKey {
  return {
    accountId: row.accountId,
    regionId: row.regionId,
    instanceId: row.instanceId,
    keyId: row.keyId,
    alias: row.alias,
    description: row.description,
    tags: tags.parse(row.tags),
    spec: spec.parse(row.spec),
    usage: usage.parse(row.usage),
    state: state.parse(row.state),
    primaryVersionId: row.primaryVersionId,
    createdAt: row.createdAt,
    rotatedAt: row.rotatedAt,
    rotationDays: row.rotationDays,
    nextRotationAt: row.nextRotationAt,
    deletionAt: row.deletionAt,
  };
}

export function toKeyVersion(row: KeyVersionRow): KeyVersion {
  return { versionId: row.versionId, createdAt: row.createdAt, material: row.material, canary: row.canary };
}

export function toSecret(row: Pick<SecretRow, keyof KmsSecret>): KmsSecret {
  return {
    accountId: row.accountId,
    regionId: row.regionId,
    instanceId: row.instanceId,
    name: row.name,
    keyId: row.keyId,
    description: row.description,
    tags: tags.parse(row.tags),
    createdAt: row.createdAt,
    rotatedAt: row.rotatedAt,
    rotationDays: row.rotationDays,
    generator: generator.parse(row.generator),
    nextRotationAt: row.nextRotationAt,
    deletionAt: row.deletionAt,
  };
}

export function toSecretVersion(row: SecretVersionRow): SecretVersion {
  return {
    versionId: row.versionId,
    stages: row.stages,
    keyId: row.keyId,
    keyVersionId: row.keyVersionId,
    ciphertext: row.ciphertext,
    createdAt: row.createdAt,
  };
}
