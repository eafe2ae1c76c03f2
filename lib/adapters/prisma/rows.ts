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
const noSeal = new Uint8Array();

// By hand: a backup reads every item, and a schema for each of its columns took longer than the item's cryptography.
const oneOf = <Word extends string>(words: readonly Word[], text: string, otherwise: Word): Word =>
  words.find((word) => word === text) ?? otherwise;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isTags(value: unknown): value is Tags {
  if (!isObject(value) || Array.isArray(value)) return false;
  for (const text of Object.values(value)) if (typeof text !== 'string') return false;
  return true;
}

const generator = z
  .strictObject({ length: z.int(), kinds: z.array(z.enum(characterKinds)) })
  .nullable()
  .catch(null);

/** The columns of a row; what stands in a JSON column is found out here. */
type KeyColumns = Omit<Pick<KeyRow, keyof KmsKey>, 'tags'> & { readonly tags: unknown };
type SecretColumns = Omit<Pick<SecretRow, keyof KmsSecret>, 'tags' | 'generator'> & {
  readonly tags: unknown;
  readonly generator: unknown;
};
type Sealed = { readonly changeSeq: bigint; readonly mac: Uint8Array<ArrayBuffer> };

/** A key's row with its versions' rows. */
export function toFoundKey(row: KeyColumns & Sealed, versions: readonly KeyVersion[]): KeyWithVersions {
  const key = toKey(row);
  const readable =
    key.tags !== noTags && key.spec === row.spec && key.usage === row.usage && key.state === row.state;
  return { key, versions, changeSeq: row.changeSeq, mac: readable ? row.mac : noSeal };
}

/** A secret's row with its versions' rows. */
export function toFoundSecret(
  row: SecretColumns & Sealed,
  versions: readonly SecretVersion[],
): SecretWithVersions {
  const secret = toSecret(row);
  const readable = secret.tags !== noTags && (secret.generator === null) === (row.generator === null);
  return { secret, versions, changeSeq: row.changeSeq, mac: readable ? row.mac : noSeal };
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

export function toKey(row: KeyColumns): KmsKey {
  return {
    accountId: row.accountId,
    regionId: row.regionId,
    instanceId: row.instanceId,
    keyId: row.keyId,
    alias: row.alias,
    description: row.description,
    tags: isTags(row.tags) ? row.tags : noTags,
    spec: oneOf(keySpecs, row.spec, 'Aliyun_AES_256'),
    usage: oneOf(keyUsages, row.usage, 'ENCRYPT/DECRYPT'),
    state: oneOf(keyStates, row.state, 'Disabled'),
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

export function toSecret(row: SecretColumns): KmsSecret {
  return {
    accountId: row.accountId,
    regionId: row.regionId,
    instanceId: row.instanceId,
    name: row.name,
    keyId: row.keyId,
    description: row.description,
    tags: isTags(row.tags) ? row.tags : noTags,
    createdAt: row.createdAt,
    rotatedAt: row.rotatedAt,
    rotationDays: row.rotationDays,
    generator: row.generator === null ? null : generator.parse(row.generator),
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
