import { randomBytes } from 'node:crypto';
import type { Database } from '../lib/adapters/prisma/client.ts';
import { canaryBinding, secretBinding } from '../lib/kms/ciphertext.ts';
import { sealVersion } from '../lib/kms/key-material.ts';
import { currentStage } from '../lib/kms/model.ts';
import type { KmsPorts } from '../lib/kms/ports.ts';

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
  const place = { accountId, regionId: instance.regionId, instanceId, changeSeq: 1n };
  const createdAt = await ports.clock.now();
  await database.kmsInstance.update({ where: { id: instanceId }, data: { changeSeq: 1n } });

  const keys: { keyId: string; versionId: string; material: Uint8Array }[] = [];
  for (let done = 0; done < counts.keys; done += 1000) {
    const some = Array.from({ length: Math.min(1000, counts.keys - done) }, () => ({
      keyId: ports.ids.id('key'),
      versionId: ports.ids.token(),
      material: randomBytes(32),
    }));
    keys.push(...some);
    const rows = await database.kmsKey.createManyAndReturn({
      data: some.map(({ keyId, versionId }) => ({
        ...place,
        keyId,
        spec: 'Aliyun_AES_256',
        usage: 'ENCRYPT/DECRYPT',
        state: 'Enabled',
        primaryVersionId: versionId,
        createdAt,
      })),
      select: { uid: true, keyId: true },
    });
    const uids = new Map(rows.map((row) => [row.keyId, row.uid]));
    await database.kmsKeyVersion.createMany({
      data: some.map(({ keyId, versionId, material }) => {
        const binding = canaryBinding(keyId, versionId);
        const canary = ports.crypto.seal(material, encoder.encode(binding), binding);
        const sealed = sealVersion(
          dataKey,
          { instanceId, keyId },
          { versionId, createdAt, material, canary },
        );
        return { keyUid: uids.get(keyId) ?? 0n, ...sealed };
      }),
    });
  }

  for (let done = 0; done < counts.secrets; done += 1000) {
    const some = Array.from({ length: Math.min(1000, counts.secrets - done) }, (_, index) => {
      const key = keys[(done + index) % keys.length];
      if (!key) throw new Error('Secrets need keys');
      return { name: `bench/secret-${done + index}`, versionId: ports.ids.token(), key };
    });
    const rows = await database.kmsSecret.createManyAndReturn({
      data: some.map(({ name, key }) => ({ ...place, name, keyId: key.keyId, createdAt })),
      select: { uid: true, name: true },
    });
    const uids = new Map(rows.map((row) => [row.name, row.uid]));
    await database.kmsSecretVersion.createMany({
      data: some.map(({ name, versionId, key }) => ({
        secretUid: uids.get(name) ?? 0n,
        versionId,
        stages: [currentStage],
        keyId: key.keyId,
        keyVersionId: key.versionId,
        ciphertext: ports.crypto.seal(
          key.material,
          randomBytes(counts.valueBytes),
          secretBinding(name, versionId, key.versionId),
        ),
        createdAt,
      })),
    });
  }
}
