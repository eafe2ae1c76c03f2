import { afterEach, beforeEach, expect, test } from 'vitest';
import { rotateKey } from '../kms/change-key.ts';
import { createKey } from '../kms/create-key.ts';
import { createSecret } from '../kms/create-secret.ts';
import { deleteKeyNow } from '../kms/delete-key.ts';
import { deleteSecretNow } from '../kms/delete-secret.ts';
import { putSecretValue } from '../kms/put-secret-value.ts';
import { aesKey, code, openWorld, value, type World } from '../testing/world.ts';
import { restoreItem } from './restore-item.ts';

const regionId = 'cn-hangzhou';
const day = '2026-11-24';
let world: World;
let instanceId: string;
let keyId: string;

beforeEach(async () => {
  world = await openWorld();
  instanceId = await world.instance('payments');
  keyId = value(
    await createKey(world.ports, world.actor, { ...aesKey, instanceId, alias: 'alias/app' }),
  ).keyId;
});
afterEach(() => world.close());

const newSecret = async () => {
  const secret = { instanceId, name: 'token', keyId, value: 'first', description: '' };
  value(await createSecret(world.ports, world.actor, secret));
};
const deleteKey = async () =>
  value(await deleteKeyNow(world.ports, world.actor, { regionId, keyId, confirmedId: keyId }));
const deleteSecret = async () =>
  value(await deleteSecretNow(world.ports, world.actor, { regionId, name: 'token', confirmedName: 'token' }));
type Place = { readonly regionId: string; readonly instanceId: string };
const restoreSecretInto = (backupId: string, into: Place = { regionId, instanceId }) =>
  restoreItem(world.ports, world.actor, { backupId, day, ...into, itemType: 'SECRET', itemId: 'token' });
const restoreKeyInto = (backupId: string, into: Place = { regionId, instanceId }) =>
  restoreItem(world.ports, world.actor, {
    backupId,
    day,
    ...into,
    itemType: 'KEY',
    itemId: keyId,
    aliasChoice: { kind: 'keep' },
  });

test('a key that the destination holds without the needed version is told as held, not as one to restore first', async () => {
  const { ports, actor } = world;
  const backupId = await world.backUp(instanceId);
  const frankfurt = { regionId: 'eu-central-1' };
  const far = { ...frankfurt, instanceId: await world.instance('payments-eu', frankfurt) };
  value(await restoreKeyInto(backupId, far));
  value(await rotateKey(ports, actor, { regionId, keyId }));
  await newSecret();
  world.setNow('2026-11-24T04:05:10Z');
  await world.runDue();
  expect(await restoreSecretInto(backupId, far)).toMatchObject({
    error: {
      code: 'SECRET_NEEDS_KEY',
      keys: [{ keyId, versionCount: 1, held: { by: 'destination', instanceName: 'payments-eu' } }],
    },
  });
});

test('a key that lives in another instance of the region is told with that instance', async () => {
  await newSecret();
  const backupId = await world.backUp(instanceId);
  await deleteSecret();
  const other = { regionId, instanceId: await world.instance('other') };
  expect(await restoreSecretInto(backupId, other)).toMatchObject({
    error: { keys: [{ keyId, held: { by: 'other', instanceName: 'payments' }, inBackup: true }] },
  });
});

test('a backed-up key without the needed versions, or whose record is damaged, does not count as in the backup', async () => {
  const { ports, actor, database } = world;
  await newSecret();
  const backupId = await world.backUp(instanceId);
  // The key's material is damaged before its next version gets a record, as its last good one stays.
  value(await rotateKey(ports, actor, { regionId, keyId }));
  value(await putSecretValue(ports, actor, { regionId, name: 'token', value: 'second' }));
  const [version] = await database.kmsKeyVersion.findMany({ orderBy: { createdAt: 'asc' } });
  await database.kmsKeyVersion.updateMany({
    where: { versionId: version?.versionId ?? '' },
    data: { material: new Uint8Array(60) },
  });
  world.setNow('2026-11-24T04:05:10Z');
  await world.runDue();
  await deleteSecret();
  await deleteKey();
  expect(await restoreSecretInto(backupId)).toMatchObject({
    error: { keys: [{ keyId, held: null, inBackup: false }] },
  });
});

test('many refusals at the same moment name what is missing and wait for no further connection', async () => {
  await newSecret();
  const backupId = await world.backUp(instanceId);
  const inVain = Array.from({ length: 15 }, () => restoreKeyInto(backupId));
  for (const result of await Promise.all(inVain)) expect(code(result)).toBe('KEY_EXISTS');
  await deleteSecret();
  await deleteKey();
  const lacking = Array.from({ length: 15 }, () => restoreSecretInto(backupId));
  for (const result of await Promise.all(lacking)) {
    expect(result).toMatchObject({ error: { keys: [{ keyId, held: null, inBackup: true }] } });
  }
});
