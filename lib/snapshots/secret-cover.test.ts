import { afterEach, beforeEach, expect, it } from 'vitest';
import { createKey } from '../kms/create-key.ts';
import { createSecret } from '../kms/create-secret.ts';
import { deleteSecretNow } from '../kms/delete-secret.ts';
import { putSecretValue } from '../kms/put-secret-value.ts';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import { secretCover } from './secret-cover.ts';

const at = { regionId: 'cn-hangzhou', name: 'db/password' };
let world: World;
let instanceId: string;
let keyId: string;
beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
  instanceId = await world.instance('payments');
  const key = { ...aesKey, instanceId, alias: null, description: '' };
  keyId = value(await createKey(world.ports, world.actor, key)).keyId;
});
afterEach(() => world.close());

const create = async (text: string) =>
  value(
    await createSecret(world.ports, world.actor, {
      instanceId,
      name: at.name,
      keyId,
      description: '',
      value: text,
      versionId: 'v1',
    }),
  );
const cover = async () => {
  const found = await world.ports.kms.findSecret(world.actor.accountId, at.regionId, at.name);
  if (!found) throw new Error('The secret is gone');
  return secretCover(world.ports, world.actor, found);
};

it('names the versions that the newest point holds, and those that it does not', async () => {
  await create('one');
  expect(await cover()).toEqual([]);
  const backupId = await world.backUp(instanceId);
  value(await putSecretValue(world.ports, world.actor, { ...at, value: 'two', versionId: 'v2' }));
  const asOf = new Date('2026-11-24T04:02:00Z');
  expect(await cover()).toEqual([
    { backupId, name: 'nightly', state: 'held', asOf, covered: ['v1'], missing: ['v2'] },
  ]);
  world.setNow('2026-11-24T04:05:01Z');
  await world.runDue();
  expect(await cover()).toMatchObject([{ state: 'held', missing: [] }]);
});

it('does not take a version of the same ID with another value for it', async () => {
  await create('one');
  await world.backUp(instanceId);
  value(await deleteSecretNow(world.ports, world.actor, { ...at, confirmedName: at.name }));
  await create('another');
  expect(await cover()).toMatchObject([{ state: 'absent', covered: [] }]);
});

it.each([
  ['a changed record of its key', `SET sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1)`],
  ['a changed column of its key', `SET version_count = 9`],
])('counts nothing by a backup with %s', async (_, change) => {
  await create('one');
  await world.backUp(instanceId);
  expect(await cover()).toMatchObject([{ state: 'held', covered: ['v1'] }]);
  await world.database.$executeRawUnsafe(`UPDATE backup_records ${change} WHERE item_type = 'KEY'`);
  expect(await cover()).toMatchObject([{ covered: [] }]);
});
