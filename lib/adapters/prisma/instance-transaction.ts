import type { KeyVersion, KmsKey, KmsSecret, SecretGenerator, SecretVersion } from '../../kms/model.ts';
import type { InstanceTransaction, SecretChange } from '../../kms/ports.ts';
import type { Transaction } from './client.ts';
import { toDataKey } from './data-keys.ts';
import { type KmsInstance as InstanceRow, Prisma } from './generated/client.ts';
import { instanceUsage } from './instance-usage.ts';
import {
  toFoundKey,
  toFoundSecret,
  toInstance,
  toKey,
  toKeyVersion,
  toSecret,
  toSecretVersion,
} from './rows.ts';

const byCreation = [{ createdAt: 'asc' as const }, { versionId: 'asc' as const }];

/** The writes and reads of one transaction whose instance row is locked and has taken the feed's next number. */
export async function instanceTransaction(tx: Transaction, row: InstanceRow): Promise<InstanceTransaction> {
  const instance = toInstance(row);
  const changeSeq = row.changeSeq;
  const inRegion = { accountId: row.accountId, regionId: row.regionId, deletedAt: null };
  const here = { ...inRegion, instanceId: row.id };
  const stamp = { changeSeq };
  const dataKey = toDataKey(await tx.dataKey.findUniqueOrThrow({ where: { id: row.dataKeyId } }));
  const liveKey = (keyId: string) => tx.kmsKey.findFirstOrThrow({ where: { ...here, keyId } });
  const liveSecret = (name: string) => tx.kmsSecret.findFirstOrThrow({ where: { ...here, name } });

  return {
    instance,
    changeSeq,
    dataKey,
    usage: () => instanceUsage(tx, row.id),
    followers: (now) =>
      tx.backupInstance.findMany({
        where: {
          accountId: row.accountId,
          sourceInstanceId: row.id,
          state: 'ENABLED',
          OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
        },
        select: { id: true, throughSeq: true },
      }),

    async instanceName(instanceId) {
      const where = { id: instanceId, accountId: row.accountId };
      return (await tx.kmsInstance.findFirst({ where, select: { name: true } }))?.name ?? instanceId;
    },
    async findKey(keyId) {
      const found = await tx.kmsKey.findFirst({
        where: { ...here, keyId },
        include: { versions: { orderBy: byCreation } },
      });
      return found ? toFoundKey(found, found.versions.map(toKeyVersion)) : undefined;
    },
    async findKeyInRegion(keyId) {
      const found = await tx.kmsKey.findFirst({ where: { ...inRegion, keyId } });
      return found ? toKey(found) : undefined;
    },
    async findAliasInRegion(alias) {
      const found = await tx.kmsKey.findFirst({ where: { ...inRegion, alias } });
      return found ? toKey(found) : undefined;
    },
    async insertKey(key, versions, mac) {
      await tx.kmsKey.create({
        data: {
          ...keyColumns(key),
          ...stamp,
          mac,
          versions: { createMany: { data: versions.map(keyVersionColumns) } },
        },
      });
    },
    async changeKey(keyId, change, mac, added) {
      const { uid } = await liveKey(keyId);
      await tx.kmsKey.update({ where: { uid }, data: { ...change, ...stamp, mac } });
      if (added) await tx.kmsKeyVersion.create({ data: { keyUid: uid, ...keyVersionColumns(added) } });
    },
    async deleteKey(keyId, at, mac) {
      const { uid } = await liveKey(keyId);
      await tx.kmsKeyVersion.deleteMany({ where: { keyUid: uid } });
      await tx.keyGeneration.deleteMany({ where: { keyUid: uid } });
      await tx.kmsKey.update({ where: { uid }, data: { deletedAt: at, deletionAt: null, ...stamp, mac } });
    },

    async queueGeneration(keyId, requestedAt) {
      const { uid } = await liveKey(keyId);
      const place = { accountId: row.accountId, instanceId: row.id };
      const { count } = await tx.keyGeneration.createMany({
        data: [{ keyUid: uid, ...place, requestedAt }],
        skipDuplicates: true,
      });
      return count === 1;
    },
    async endGeneration(keyId, token) {
      const { count } = await tx.keyGeneration.deleteMany({
        where: { leaseToken: token, key: { ...here, keyId } },
      });
      return count === 1;
    },

    async findSecret(name) {
      const found = await tx.kmsSecret.findFirst({
        where: { ...here, name },
        include: { versions: { orderBy: byCreation } },
      });
      return found ? toFoundSecret(found, found.versions.map(toSecretVersion)) : undefined;
    },
    async findSecretInRegion(name) {
      const found = await tx.kmsSecret.findFirst({ where: { ...inRegion, name } });
      return found ? toSecret(found) : undefined;
    },
    async insertSecret(secret, versions, mac) {
      await tx.kmsSecret.create({
        data: {
          ...secretColumns(secret),
          ...stamp,
          mac,
          versions: { createMany: { data: versions.map(secretVersionColumns) } },
        },
      });
    },
    async changeSecret(name, change, mac, versions) {
      const { uid } = await liveSecret(name);
      await tx.kmsSecret.update({ where: { uid }, data: { ...secretChangeColumns(change), ...stamp, mac } });
      for (const [versionId, stages] of versions?.stages ?? []) {
        await tx.kmsSecretVersion.update({
          where: { secretUid_versionId: { secretUid: uid, versionId } },
          data: { stages: [...stages] },
        });
      }
      if (versions?.removed?.length) {
        await tx.kmsSecretVersion.deleteMany({
          where: { secretUid: uid, versionId: { in: [...versions.removed] } },
        });
      }
      if (versions?.added) {
        await tx.kmsSecretVersion.create({
          data: { secretUid: uid, ...secretVersionColumns(versions.added) },
        });
      }
    },
    async deleteSecret(name, at, mac) {
      const { uid } = await liveSecret(name);
      await tx.kmsSecretVersion.deleteMany({ where: { secretUid: uid } });
      await tx.kmsSecret.update({ where: { uid }, data: { deletedAt: at, deletionAt: null, ...stamp, mac } });
    },

    async findInstanceInRegion(name) {
      const where = { accountId: row.accountId, regionId: row.regionId, name, releasedAt: null };
      return (await tx.kmsInstance.findFirst({ where, select: { id: true } }))?.id;
    },
    async changeInstance(change) {
      await tx.kmsInstance.update({ where: { id: row.id }, data: change });
    },
    async release(at) {
      await tx.kmsSecret.deleteMany({ where: { instanceId: row.id } });
      await tx.kmsKey.deleteMany({ where: { instanceId: row.id } });
      await tx.kmsInstance.update({ where: { id: row.id }, data: { releasedAt: at } });
      await tx.dataKey.delete({ where: { id: row.dataKeyId } });
    },
  };
}

function keyColumns(key: KmsKey) {
  return {
    accountId: key.accountId,
    regionId: key.regionId,
    instanceId: key.instanceId,
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
    nextRotationAt: key.nextRotationAt,
    deletionAt: key.deletionAt,
  };
}

function keyVersionColumns(version: KeyVersion) {
  return {
    versionId: version.versionId,
    material: version.material,
    canary: version.canary,
    createdAt: version.createdAt,
  };
}

function secretColumns(secret: KmsSecret) {
  return {
    accountId: secret.accountId,
    regionId: secret.regionId,
    instanceId: secret.instanceId,
    name: secret.name,
    keyId: secret.keyId,
    description: secret.description,
    tags: secret.tags,
    createdAt: secret.createdAt,
    rotatedAt: secret.rotatedAt,
    rotationDays: secret.rotationDays,
    generator: generatorColumn(secret.generator),
    nextRotationAt: secret.nextRotationAt,
    deletionAt: secret.deletionAt,
  };
}

function secretChangeColumns({ generator, ...change }: SecretChange) {
  return { ...change, ...(generator === undefined ? {} : { generator: generatorColumn(generator) }) };
}

const generatorColumn = (generator: SecretGenerator | null) =>
  generator === null ? Prisma.DbNull : { length: generator.length, kinds: [...generator.kinds] };

function secretVersionColumns(version: SecretVersion) {
  return {
    versionId: version.versionId,
    stages: [...version.stages],
    keyId: version.keyId,
    keyVersionId: version.keyVersionId,
    ciphertext: version.ciphertext,
    createdAt: version.createdAt,
  };
}
