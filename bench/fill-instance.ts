import { randomBytes } from 'node:crypto';
import type { Database } from '../lib/adapters/prisma/client.ts';
import { canaryBinding, secretBinding } from '../lib/kms/ciphertext.ts';
import { sealVersion } from '../lib/kms/key-material.ts';
import { currentStage, type KmsKey, type KmsSecret, type SecretVersion } from '../lib/kms/model.ts';
import type { KmsPorts } from '../lib/kms/ports.ts';
import { sealKey, sealSecret } from '../lib/kms/row-seal.ts';

const encoder = new TextEncoder();

/**
 * Fills an instance with AES keys and secrets of `valueBytes` random bytes each, true ones that encrypt and
 * decrypt, in bulk: the measured work begins afterwards.
 */
export async function fillInstance(
  ports: KmsPorts,
  database: Database,
  accountId: string,
  instanceId: string,
  counts: { readonly keys: number; readonly secrets: number; readonly valueBytes: number },
): Promise<void> {
  const instance = await ports.kms.findInstance(accountId, instanceId);
  const wrapped = instance && (await ports.kms.findDataKey(accountId, instance.dataKeyId));
  if (!instance || !wrapped) throw new Error(`No instance ${instanceId}`);
  const dataKey = ports.keyring.open(wrapped);
  const changeSeq = 1n;
  const createdAt = await ports.clock.now();
  const common = {
    accountId,
    regionId: instance.regionId,
    instanceId,
    description: '',
    tags: {},
    createdAt,
    rotatedAt: null,
    rotationDays: null,
    nextRotationAt: null,
    deletionAt: null,
  };
  await database.kmsInstance.update({ where: { id: instanceId }, data: { changeSeq } });

  const keys: { keyId: string; versionId: string; material: Uint8Array }[] = [];
  for (let done = 0; done < counts.keys; done += 1000) {
    const some = Array.from({ length: Math.min(1000, counts.keys - done) }, () => {
      const keyId = ports.ids.id('key');
      const versionId = ports.ids.token();
      const material = randomBytes(32);
      keys.push({ keyId, versionId, material });
      const binding = canaryBinding(keyId, versionId);
      const canary = ports.crypto.seal(material, encoder.encode(binding), binding);
      const version = sealVersion(dataKey, { instanceId, keyId }, { versionId, createdAt, material, canary });
      const key: KmsKey = {
        ...common,
        keyId,
        alias: null,
        spec: 'Aliyun_AES_256',
        usage: 'ENCRYPT/DECRYPT',
        state: 'Enabled',
        primaryVersionId: versionId,
      };
      return { key, version, mac: sealKey(dataKey, key, [version], changeSeq) };
    });
    const rows = await database.kmsKey.createManyAndReturn({
      data: some.map(({ key, mac }) => ({ ...key, changeSeq, mac })),
      select: { uid: true, keyId: true },
    });
    const uids = new Map(rows.map((row) => [row.keyId, row.uid]));
    await database.kmsKeyVersion.createMany({
      data: some.map(({ key, version }) => ({ keyUid: uids.get(key.keyId) ?? 0n, ...version })),
    });
  }

  for (let done = 0; done < counts.secrets; done += 1000) {
    const some = Array.from({ length: Math.min(1000, counts.secrets - done) }, (_, index) => {
      const key = keys[(done + index) % keys.length];
      if (!key) throw new Error('Secrets need keys');
      const secret: KmsSecret = {
        ...common,
        name: `bench/secret-${done + index}`,
        keyId: key.keyId,
        generator: null,
      };
      const versionId = ports.ids.token();
      const binding = secretBinding(secret.name, versionId, key.versionId);
      const version: SecretVersion = {
        versionId,
        stages: [currentStage],
        keyId: key.keyId,
        keyVersionId: key.versionId,
        ciphertext: ports.crypto.seal(key.material, randomBytes(counts.valueBytes), binding),
        createdAt,
      };
      return { secret, version, mac: sealSecret(dataKey, secret, [version], changeSeq) };
    });
    const rows = await database.kmsSecret.createManyAndReturn({
      data: some.map(({ secret: { generator: _, ...secret }, mac }) => ({ ...secret, changeSeq, mac })),
      select: { uid: true, name: true },
    });
    const uids = new Map(rows.map((row) => [row.name, row.uid]));
    await database.kmsSecretVersion.createMany({
      data: some.map(({ secret, version }) => ({
        secretUid: uids.get(secret.name) ?? 0n,
        ...version,
        stages: [...version.stages],
      })),
    });
  }
}
