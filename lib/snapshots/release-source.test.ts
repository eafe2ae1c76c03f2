import { afterEach, beforeEach, expect, it } from 'vitest';
import { enableBackup } from '../backups/enable-backup.ts';
import { createKey } from '../kms/create-key.ts';
import { createSecret } from '../kms/create-secret.ts';
import { deleteKeyNow } from '../kms/delete-key.ts';
import type { KmsStore } from '../kms/ports.ts';
import { releaseInstance } from '../kms/release-instance.ts';
import { aesKey, code, openWorld, value, type World } from '../testing/world.ts';
import { releaseSource } from './release-source.ts';

const regionId = 'cn-hangzhou';
let world: World;
let instanceId: string;

beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
  instanceId = await world.instance('payments');
});
afterEach(() => world.close());

const newKey = async () => value(await createKey(world.ports, world.actor, { ...aesKey, instanceId })).keyId;
const release = (ports = world.ports) =>
  releaseSource(ports, world.actor, { instanceId, confirmedName: 'payments' });
const liveKeys = () => world.database.kmsKey.count({ where: { instanceId, deletedAt: null } });
const openKeys = async () => {
  const rows = await world.database.backupRecord.findMany({ where: { itemType: 'KEY', toOrdinal: null } });
  return rows.map((row) => row.itemId).toSorted();
};
/** The ports with something else happening just before each transaction on an instance. */
const before = (happening: () => Promise<unknown>): World['ports'] => {
  const inInstance: KmsStore['inInstance'] = async (accountId, id, work) => {
    await happening();
    return world.ports.kms.inInstance(accountId, id, work);
  };
  return { ...world.ports, kms: { ...world.ports.kms, inInstance } };
};

it('is refused while a backup of it is running, and destroys nothing', async () => {
  const backupId = await world.backUp(instanceId);
  await newKey();
  const { ports } = world;
  const now = await ports.clock.now();
  const held = await ports.snapshots.claimOne(backupId, now, new Date(now.getTime() + 60_000), 'another');
  expect(held).toBeDefined();
  expect(code(await release())).toBe('BACKUP_BUSY');
  expect(await liveKeys()).toBe(1);
});

it('takes a key along that is made between the last point and the release', async () => {
  await world.backUp(instanceId);
  const early = await newKey();
  let late: string | undefined;
  value(
    await release(
      before(async () => {
        late ??= await newKey();
      }),
    ),
  );
  expect(await openKeys()).toEqual([early, late].toSorted());
});

it('gives up when changes never stop, and destroys nothing', async () => {
  await world.backUp(instanceId);
  let made = 0;
  const busy = before(async () => {
    await newKey();
    made += 1;
  });
  expect(code(await release(busy))).toBe('BACKUP_BUSY');
  expect(made).toBe(3);
  expect(await liveKeys()).toBe(3);
});

it('is refused for a backup instance that is enabled between the last points and the release', async () => {
  await newKey();
  const backupId = await world.defaultBackup();
  const enabling = { backupId, sourceInstanceId: instanceId, alias: 'nightly' };
  let enabled = false;
  const late = before(async () => {
    if (!enabled) value(await enableBackup(world.ports, world.actor, enabling));
    enabled = true;
  });
  value(await release(late));
  expect(await openKeys()).toHaveLength(1);
});

it('is refused while keys are damaged, however long ago, and names them; without them it is done', async () => {
  const { database } = world;
  const keyId = await newKey();
  await newKey();
  await world.backUp(instanceId);
  const version = await database.kmsKeyVersion.findFirstOrThrow({ where: { key: { keyId } } });
  const material = Uint8Array.from(version.material);
  material[20] = (material[20] ?? 0) ^ 1;
  await database.kmsKeyVersion.updateMany({ where: { versionId: version.versionId }, data: { material } });
  expect(await release()).toEqual({
    ok: false,
    error: { code: 'SOURCE_DAMAGED', instanceId, name: 'payments', itemIds: [keyId] },
  });
  expect(await liveKeys()).toBe(2);
  value(await deleteKeyNow(world.ports, world.actor, { regionId, keyId, confirmedId: keyId }));
  value(await release());
  expect(await liveKeys()).toBe(0);
});

it('is refused while a secret was changed without the KMS, and names it', async () => {
  const keyId = await newKey();
  const secret = { instanceId, name: 'db/password', keyId, value: 'x', description: '', versionId: null };
  value(await createSecret(world.ports, world.actor, secret));
  await world.backUp(instanceId);
  await world.database.kmsSecret.updateMany({ data: { description: 'changed' } });
  expect(await release()).toMatchObject({ error: { code: 'SOURCE_DAMAGED', itemIds: ['db/password'] } });
  expect(await world.database.kmsSecret.count()).toBe(1);
});

it('does not wait for an expired backup instance, of which no more points are taken', async () => {
  const backupId = await world.backUp(instanceId);
  await newKey();
  const expiresAt = new Date('2026-11-24T04:01:00Z');
  await world.database.backupInstance.update({ where: { id: backupId }, data: { expiresAt } });
  value(await release());
  expect(await world.database.backupPoint.count()).toBe(1);
});

it('a bare release is refused too, while a backup has not seen the last changes', async () => {
  await world.backUp(instanceId);
  await newKey();
  const bare = await releaseInstance(world.ports, world.actor, { instanceId, confirmedName: 'payments' });
  expect(code(bare)).toBe('BACKUP_BUSY');
});
