import { afterEach, beforeEach, expect, it } from 'vitest';
import { scheduleKeyDeletion } from '../../kms/change-key.ts';
import { createKey } from '../../kms/create-key.ts';
import { deleteKeyNow } from '../../kms/delete-key.ts';
import { findItems, leavingItems } from '../../kms/find-items.ts';
import { makeSample, sampleName } from '../../kms/make-sample.ts';
import { aesKey, code, openWorld, value, type World } from '../../testing/world.ts';
import { createKmsFinder } from './kms-finder.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const ports = () => ({ finder: createKmsFinder(world.database) });
const find = (text: string, actor = world.actor) => findItems(ports(), actor, text);

it('finds keys, secrets and instances of every region by part of ID, alias or name, those that begin with it first', async () => {
  value(await makeSample(world.ports, world.actor, 'cn-hangzhou'));
  const far = await world.instance('Payments far', { regionId: 'eu-west-1' });
  const key = { ...aesKey, instanceId: far, alias: 'alias/my-LEDGER_1' };
  const { keyId } = value(await createKey(world.ports, world.actor, key));

  const ledger = await find('ledger');
  expect(ledger.keys.map(({ alias, regionId }) => [alias, regionId])).toEqual([
    ['alias/ledger', 'cn-hangzhou'],
    ['alias/my-LEDGER_1', 'eu-west-1'],
  ]);
  expect(ledger.secrets).toEqual([{ regionId: 'cn-hangzhou', name: 'ledger/db-password' }]);
  expect((await find('PAYMENTS')).instances.map(({ name }) => name)).toEqual(['Payments far', sampleName]);
  expect((await find(keyId.toUpperCase())).keys).toEqual([
    { regionId: 'eu-west-1', keyId, alias: key.alias },
  ]);
  expect((await find('_')).keys.map(({ alias }) => alias)).toEqual([key.alias]);
  const nothing = { instances: [], keys: [], secrets: [] };
  expect(await find('%')).toEqual(nothing);
  expect(await find('')).toEqual(nothing);
  expect(await find('ledger', { ...world.actor, accountId: 'acc-other' })).toEqual(nothing);
});

it('gives a few of each kind, and none that is deleted or released', async () => {
  const instanceId = await world.instance('many');
  const made = [];
  for (let index = 0; index < 10; index++) {
    const alias = `alias/many-${index}`;
    made.push(value(await createKey(world.ports, world.actor, { ...aesKey, instanceId, alias })));
  }
  expect((await find('many')).keys).toHaveLength(8);
  for (const { regionId, keyId } of made.slice(0, 9))
    value(await deleteKeyNow(world.ports, world.actor, { regionId, keyId, confirmedId: keyId }));
  expect((await find('many')).keys.map(({ alias }) => alias)).toEqual(['alias/many-9']);
});

it('names what will be deleted, the soonest first, and how many there are', async () => {
  const instanceId = await world.instance('leaving');
  for (const [alias, days] of [
    ['alias/later', 30],
    ['alias/soon', 7],
    ['alias/latest', 366],
  ] as const) {
    const key = value(await createKey(world.ports, world.actor, { ...aesKey, instanceId, alias }));
    value(await scheduleKeyDeletion(world.ports, world.actor, { ...key, days }));
  }
  value(await createKey(world.ports, world.actor, { ...aesKey, instanceId, alias: 'alias/stays' }));
  const { items, total } = await leavingItems(ports(), world.actor, 'cn-hangzhou', 2);
  expect(items.map(({ alias }) => alias)).toEqual(['alias/soon', 'alias/later']);
  expect(total).toBe(3);
});

it('a sample is made once in a region, of what a person could have made', async () => {
  expect(value(await makeSample(world.ports, world.actor, 'us-east-1'))).toEqual({
    name: sampleName,
    keys: 4,
    secrets: 5,
  });
  expect(code(await makeSample(world.ports, world.actor, 'us-east-1'))).toBe('INSTANCE_NAME_TAKEN');
  expect(code(await makeSample(world.ports, world.actor, 'us-east-9'))).toBe('REGION_NOT_FOUND');
});
