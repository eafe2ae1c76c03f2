import { randomBytes } from 'node:crypto';
import { dataKeyColumns } from '../lib/adapters/prisma/data-keys.ts';
import { slotAt } from '../lib/kernel/calendar.ts';
import { canaryBinding } from '../lib/kms/ciphertext.ts';
import { sealVersion } from '../lib/kms/key-material.ts';
import type { KmsKey } from '../lib/kms/model.ts';
import { sealKey } from '../lib/kms/row-seal.ts';
import type { World } from '../lib/testing/world.ts';

const atOnce = 1000;

/**
 * Makes KMS instances with a key each, true ones that encrypt and decrypt, and an enabled backup instance of each whose
 * first full is due now. Answers their ids, in one order.
 */
export async function fillFleet(
  { ports, database, actor: { accountId } }: World,
  regionId: string,
  count: number,
): Promise<{ readonly instanceIds: readonly string[]; readonly backupIds: readonly string[] }> {
  const now = await ports.clock.now();
  const instanceIds: string[] = [];
  const backupIds: string[] = [];
  for (let done = 0; done < count; done += atOnce) {
    const fleet = Array.from({ length: Math.min(atOnce, count - done) }, (_, index) => {
      const instanceId = ports.ids.id('kst');
      const backupId = ports.ids.id('kbi');
      const source = ports.keyring.create(ports.ids.id('dk'), accountId, instanceId);
      const backup = ports.keyring.create(ports.ids.id('dk'), accountId, backupId).wrapped;
      const keyId = ports.ids.id('key');
      const versionId = ports.ids.token();
      const material = randomBytes(32);
      const binding = canaryBinding(keyId, versionId);
      const canary = ports.crypto.seal(material, new TextEncoder().encode(binding), binding);
      const key: KmsKey = {
        accountId,
        regionId,
        instanceId,
        keyId,
        alias: null,
        description: '',
        tags: {},
        spec: 'Aliyun_AES_256',
        usage: 'ENCRYPT/DECRYPT',
        state: 'Enabled',
        primaryVersionId: versionId,
        createdAt: now,
        rotatedAt: null,
        rotationDays: null,
        nextRotationAt: null,
        deletionAt: null,
      };
      const opened = ports.keyring.open(source.wrapped);
      const made = { versionId, createdAt: now, material, canary };
      const version = sealVersion(opened, { instanceId, keyId }, made);
      const mac = sealKey(opened, key, [version], 1n);
      return { name: `${regionId}-${done + index}`, instanceId, backupId, source, backup, key, version, mac };
    });
    await database.dataKey.createMany({
      data: fleet.flatMap(({ source, backup }) => [
        dataKeyColumns(source.wrapped, now),
        dataKeyColumns(backup, now),
      ]),
    });
    await database.kmsInstance.createMany({
      data: fleet.map(({ instanceId, name, source }) => ({
        id: instanceId,
        accountId,
        regionId,
        name,
        type: 'SOFTWARE' as const,
        keyQuota: 1000,
        secretQuota: 1000,
        changeSeq: 1n,
        dataKeyId: source.wrapped.id,
        createdAt: now,
      })),
    });
    const rows = await database.kmsKey.createManyAndReturn({
      data: fleet.map(({ key, mac }) => ({ ...key, tags: {}, changeSeq: 1n, mac })),
      select: { uid: true, keyId: true },
    });
    const uids = new Map(rows.map((row) => [row.keyId, row.uid]));
    await database.kmsKeyVersion.createMany({
      data: fleet.map(({ key, version }) => ({ keyUid: uids.get(key.keyId) ?? 0n, ...version })),
    });
    await database.backupInstance.createMany({
      data: fleet.map(({ backupId, instanceId, backup, name }) => ({
        id: backupId,
        accountId,
        regionId,
        type: 'PURCHASED' as const,
        state: 'ENABLED' as const,
        alias: name,
        queryableDays: 7,
        createdAt: now,
        sourceInstanceId: instanceId,
        enabledAt: now,
        dataKeyId: backup.id,
        epoch: 1,
        dueAt: slotAt(now),
      })),
    });
    instanceIds.push(...fleet.map(({ instanceId }) => instanceId));
    backupIds.push(...fleet.map(({ backupId }) => backupId));
  }
  return { instanceIds, backupIds };
}
