import { afterAll, beforeAll, expect, it } from 'vitest';
import { aesKey, code, openWorld, value, type World } from '../testing/world.ts';
import { rotateKey, setKeyRotation } from './change-key.ts';
import { createKey } from './create-key.ts';
import { editKey, type KeyFields } from './edit-key.ts';
import type { KmsKey } from './model.ts';

const regionId = 'cn-hangzhou';
let world: World;
let instanceId: string;
beforeAll(async () => {
  world = await openWorld();
  instanceId = await world.instance('payments');
});
afterAll(() => world.close());

const newKey = async (more: Partial<Parameters<typeof createKey>[2]> = {}) =>
  value(await createKey(world.ports, world.actor, { ...aesKey, instanceId, ...more }));
const stored = async (keyId: string) => {
  const found = await world.ports.kms.findKey(world.actor.accountId, regionId, keyId);
  if (!found) throw new Error('The key is gone');
  return found.key;
};
const fieldsOf = ({ alias, description, tags }: KmsKey): KeyFields => ({ alias, description, tags });
const edit = (keyId: string, was: KeyFields, change: Partial<KeyFields>) =>
  editKey(world.ports, world.actor, { regionId, keyId, ...was, ...change, was });

it('of two people who edit the same key at the same moment one is saved and the other is told of which fields', async () => {
  const key = await newKey({ tags: { team: 'pay' } });
  const was = fieldsOf(key);
  const both = await Promise.all([
    edit(key.keyId, was, { description: 'by one', tags: { team: 'pay', env: 'live' } }),
    edit(key.keyId, was, { description: 'by the other', alias: 'alias/mine' }),
  ]);
  const [saved] = both.flatMap((result) => (result.ok ? [result.value] : []));
  const [refused] = both.flatMap((result) => (result.ok ? [] : [result.error]));
  expect(both.map((result) => result.ok).toSorted()).toEqual([false, true]);
  expect(await stored(key.keyId)).toEqual(saved);
  const others = saved?.alias === null ? ['description', 'tags'] : ['alias', 'description'];
  expect(refused).toEqual({ code: 'KEY_EDITED_MEANWHILE', keyId: key.keyId, fields: others });
});

it('many who each add a tag to what they last saw lose none', async () => {
  const { keyId } = await newKey();
  const add = async (name: string): Promise<void> => {
    for (;;) {
      const was = fieldsOf(await stored(keyId));
      const result = await edit(keyId, was, { tags: { ...was.tags, [name]: 'x' } });
      if (result.ok) return;
      expect(result.error.code).toBe('KEY_EDITED_MEANWHILE');
    }
  };
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  await Promise.all(names.map(add));
  expect(Object.keys((await stored(keyId)).tags).toSorted()).toEqual(names);
});

it('asking again for what is already so succeeds; an alias of another key is refused, the own one may stay', async () => {
  const key = await newKey({ alias: 'alias/first' });
  await newKey({ alias: 'alias/taken' });
  const was = fieldsOf(key);
  value(await edit(key.keyId, was, { description: 'new' }));
  value(await edit(key.keyId, was, { description: 'new' }));
  expect(code(await edit(key.keyId, { ...was, description: 'new' }, { alias: 'alias/taken' }))).toBe(
    'ALIAS_TAKEN',
  );
  value(await edit(key.keyId, { ...was, description: 'new' }, { alias: null }));
  expect(await stored(key.keyId)).toMatchObject({ alias: null, description: 'new' });
});

it('automatic rotation counts from when it was set and from every rotation, and symmetric keys alone have it', async () => {
  const { ports, actor } = world;
  const day = (iso: string) => new Date(iso);
  const made = await newKey({ rotationDays: 7 });
  expect(made.nextRotationAt).toEqual(day('2026-12-01T04:02:00Z'));
  const ref = { regionId, keyId: made.keyId };
  expect(value(await setKeyRotation(ports, actor, { ...ref, days: 365, was: 7 }))).toMatchObject({
    rotationDays: 365,
    nextRotationAt: day('2027-11-24T04:02:00Z'),
  });
  world.setNow('2026-11-30T04:02:00Z');
  expect(value(await rotateKey(ports, actor, ref)).nextRotationAt).toEqual(day('2027-11-30T04:02:00Z'));
  expect(value(await setKeyRotation(ports, actor, { ...ref, days: null, was: 365 }))).toMatchObject({
    rotationDays: null,
    nextRotationAt: null,
  });
  const signing = { spec: 'EC_P256', usage: 'SIGN/VERIFY' } as const;
  const { keyId } = await newKey(signing);
  expect(code(await setKeyRotation(ports, actor, { regionId, keyId, days: 30, was: null }))).toBe('KEY_SPEC');
  const create = (more: Partial<Parameters<typeof createKey>[2]>) =>
    createKey(ports, actor, { ...aesKey, instanceId, ...more });
  expect(code(await create({ ...signing, rotationDays: 30 }))).toBe('SPEC_ROTATION');
  expect(code(await create({ usage: 'SIGN/VERIFY' }))).toBe('SPEC_USAGE');
  expect(code(await create({ spec: 'EC_P256K' }))).toBe('SPEC_USAGE');
});

it('of two people who set its automatic rotation otherwise the second is told and changes nothing', async () => {
  const { ports, actor } = world;
  const { keyId } = await newKey();
  const set = (days: number | null, was: number | null) =>
    setKeyRotation(ports, actor, { regionId, keyId, days, was });
  value(await set(30, null));
  const refused = await set(90, null);
  expect(refused).toEqual({
    ok: false,
    error: { code: 'KEY_EDITED_MEANWHILE', keyId, fields: ['rotation'] },
  });
  expect((await stored(keyId)).rotationDays).toBe(30);
  expect(value(await set(30, null)).rotationDays).toBe(30);
  expect(value(await set(null, 30)).rotationDays).toBeNull();
});
