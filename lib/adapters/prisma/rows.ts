import { z } from 'zod';
import {
  characterKinds,
  type KeyVersion,
  type KmsInstance,
  type KmsKey,
  type KmsSecret,
  keySpecs,
  keyStates,
  keyUsages,
  type SecretVersion,
} from '../../kms/model.ts';
import type {
  KmsInstance as InstanceRow,
  KmsKey as KeyRow,
  KmsKeyVersion as KeyVersionRow,
  KmsSecret as SecretRow,
  KmsSecretVersion as SecretVersionRow,
} from './generated/client.ts';

const tags = z.record(z.string(), z.string());
const spec = z.enum(keySpecs);
const usage = z.enum(keyUsages);
const state = z.enum(keyStates);
const generator = z.object({ length: z.int(), kinds: z.array(z.enum(characterKinds)) }).nullable();

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
