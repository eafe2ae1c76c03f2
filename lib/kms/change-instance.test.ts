import { afterEach, beforeEach, expect, it } from 'vitest';
import { aesKey, code, openWorld, value, type World } from '../testing/world.ts';
import { raiseQuotas, renameInstance } from './change-instance.ts';
import { createKey } from './create-key.ts';
import { releaseInstance } from './release-instance.ts';
import { viewInstance } from './view-kms.ts';

let world: World;
let instanceId: string;

beforeEach(async () => {
  world = await openWorld();
  instanceId = await world.instance('payments', { keyQuota: 1, secretQuota: 0 });
});
afterEach(() => world.close());

const newKey = () => createKey(world.ports, world.actor, { ...aesKey, instanceId });
const raise = (keyQuota: number, secretQuota: number) =>
  raiseQuotas(world.ports, world.actor, { instanceId, keyQuota, secretQuota });
const stored = async () => value(await viewInstance(world.ports, world.actor, instanceId));

it('raises quotas, so that a key fits that did not', async () => {
  value(await newKey());
  expect(code(await newKey())).toBe('KEY_QUOTA_REACHED');
  expect(value(await raise(2, 5))).toMatchObject({ keyQuota: 2, secretQuota: 5 });
  expect(await stored()).toMatchObject({ keyQuota: 2, secretQuota: 5, keyVersions: 1 });
  value(await newKey());
});

it('never lowers one, and then changes neither', async () => {
  value(await raise(3, 3));
  expect(await raise(2, 4)).toEqual({
    ok: false,
    error: { code: 'KEY_QUOTA_LOWERED', instanceId, quota: 3 },
  });
  expect(await raise(4, 2)).toEqual({
    ok: false,
    error: { code: 'SECRET_QUOTA_LOWERED', instanceId, quota: 3 },
  });
  expect(await stored()).toMatchObject({ keyQuota: 3, secretQuota: 3 });
});

it('never lowers one, whoever of two asks last', async () => {
  await Promise.all([raise(50, 50), raise(40, 40), raise(60, 60), raise(30, 30)]);
  expect(await stored()).toMatchObject({ keyQuota: 60, secretQuota: 60 });
});

it('is renamed, unless another live instance of the region has the name', async () => {
  const other = await world.instance('orders');
  const rename = (name: string) => renameInstance(world.ports, world.actor, { instanceId, name });
  expect(code(await rename('orders'))).toBe('INSTANCE_NAME_TAKEN');
  value(await rename('payments'));
  value(await releaseInstance(world.ports, world.actor, { instanceId: other, confirmedName: 'orders' }));
  expect(value(await rename('orders')).name).toBe('orders');
  expect(await stored()).toMatchObject({ name: 'orders' });
});

it('of another account is not found', async () => {
  const stranger = { ...world.actor, accountId: 'acc-other' };
  const asked = { instanceId, keyQuota: 5, secretQuota: 5 };
  expect(code(await raiseQuotas(world.ports, stranger, asked))).toBe('INSTANCE_NOT_FOUND');
});
