import { afterAll, beforeAll, expect, it } from 'vitest';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import { disableKey, enableKey } from './change-key.ts';
import { createKey } from './create-key.ts';
import { rotateDueKeys } from './rotate-due.ts';
import { viewKey } from './view-kms.ts';

const regionId = 'cn-hangzhou';
let world: World;
let instanceId: string;
beforeAll(async () => {
  world = await openWorld('2026-11-24T04:00:00Z');
  instanceId = await world.instance('payments');
});
afterAll(() => world.close());

const fail = (_: unknown, error: unknown) => {
  throw error;
};
const look = () => rotateDueKeys(world.ports, 100, fail);
const newKey = async (rotationDays: number | null, into = instanceId) => {
  const made = await createKey(world.ports, world.actor, { ...aesKey, instanceId: into, rotationDays });
  return value(made).keyId;
};
const view = async (keyId: string) => value(await viewKey(world.ports, world.actor, { regionId, keyId }));

it('a due key is rotated once, by whichever replica is quicker, and missed due dates count as one', async () => {
  const keyId = await newKey(7);
  const never = await newKey(null);
  world.setNow('2026-12-01T03:59:59Z');
  expect(await look()).toBe(0);
  world.setNow('2026-12-20T04:00:00Z');
  const rotated = await Promise.all([look(), look(), look()]);
  expect(rotated.toSorted()).toEqual([0, 0, 1]);
  const { key, versions } = await view(keyId);
  expect(versions.map(({ primary }) => primary)).toEqual([false, true]);
  expect(key).toMatchObject({
    rotatedAt: new Date('2026-12-20T04:00:00Z'),
    nextRotationAt: new Date('2026-12-27T04:00:00Z'),
  });
  expect((await view(never)).versions).toHaveLength(1);
});

it('a key that is disabled or damaged waits, and is rotated when it is well again; its page says why', async () => {
  const { ports, actor, database } = world;
  world.setNow('2026-12-21T04:00:00Z');
  const disabled = await newKey(7);
  const damaged = await newKey(7);
  value(await disableKey(ports, actor, { regionId, keyId: disabled }));
  await database.$executeRaw`UPDATE kms_keys SET description = 'x' WHERE key_id = ${damaged}`;
  world.setNow('2026-12-28T04:00:00Z');
  await look();
  expect(await view(disabled)).toMatchObject({ rotationBlocked: 'state', key: { rotatedAt: null } });
  expect(await view(damaged)).toMatchObject({ rotationBlocked: 'damaged', key: { rotatedAt: null } });
  value(await enableKey(ports, actor, { regionId, keyId: disabled }));
  await database.$executeRaw`UPDATE kms_keys SET description = '' WHERE key_id = ${damaged}`;
  expect(await look()).toBe(2);
  expect(await view(disabled)).toMatchObject({ rotationBlocked: null });
});

it('a key without room under the quota is tried again a day later and keeps no other from its turn', async () => {
  const { database } = world;
  world.setNow('2027-01-01T04:00:00Z');
  const small = await world.instance('small', { keyQuota: 1 });
  const full = await newKey(7, small);
  const other = await newKey(7);
  world.setNow('2027-01-08T04:00:00Z');
  await look();
  expect((await view(other)).versions).toHaveLength(2);
  expect(await view(full)).toMatchObject({
    rotationBlocked: 'quota',
    damaged: false,
    key: { rotatedAt: null, nextRotationAt: new Date('2027-01-09T04:00:00Z') },
  });
  await database.$executeRaw`UPDATE kms_instances SET key_quota = 2 WHERE id = ${small}`;
  world.setNow('2027-01-09T04:00:00Z');
  await look();
  expect((await view(full)).versions).toHaveLength(2);
});
