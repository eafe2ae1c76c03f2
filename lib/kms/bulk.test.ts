import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import { scheduleKeysDeletion, updateKeys } from './bulk-keys.ts';
import { updateKeysInput, updateSecretsInput } from './bulk-schema.ts';
import { scheduleSecretsDeletion, updateSecrets } from './bulk-secrets.ts';
import { disableKey } from './change-key.ts';
import { createKey } from './create-key.ts';
import { createSecret } from './create-secret.ts';
import { mostAtOnce } from './limits.ts';
import { tagKey } from './tag-item.ts';
import { mostTags } from './tag-limits.ts';
import { changedTags } from './tags.ts';
import { viewKey } from './view-kms.ts';
import { viewSecret } from './view-secret.ts';

const regionId = 'cn-hangzhou';
let world: World;
let instanceId: string;

beforeAll(async () => {
  world = await openWorld();
  instanceId = await world.instance('bulk');
});
afterAll(() => world.close());

const makeKey = async (): Promise<string> =>
  value(await createKey(world.ports, world.actor, { ...aesKey, instanceId })).keyId;
const keyOf = async (keyId: string) =>
  value(await viewKey(world.ports, world.actor, { regionId, keyId })).key;

describe('many keys at once', () => {
  it('have a result each: one refusal harms no other, and nothing is done twice', async () => {
    const { ports, actor } = world;
    const [first, disabled, last] = [await makeKey(), await makeKey(), await makeKey()];
    value(await disableKey(ports, actor, { regionId, keyId: disabled }));
    const ids = [first, disabled, 'key-nowhere', last, first];
    const results = await updateKeys(ports, actor, { regionId, ids, update: { kind: 'disable' } });
    expect(results.map(({ id, error }) => [id, error?.code ?? null])).toEqual([
      [first, null],
      [disabled, 'KEY_STATE'],
      ['key-nowhere', 'KEY_NOT_FOUND'],
      [last, null],
    ]);
    for (const keyId of [first, disabled, last]) expect((await keyOf(keyId)).state).toBe('Disabled');
    const again = await updateKeys(ports, actor, {
      regionId,
      ids: [first, last],
      update: { kind: 'enable' },
    });
    expect(again.map(({ error }) => error)).toEqual([null, null]);

    const scheduled = await scheduleKeysDeletion(ports, actor, {
      regionId,
      ids: [first, last, first],
      days: 8,
    });
    expect(scheduled.map(({ error }) => error)).toEqual([null, null]);
    expect((await keyOf(last)).deletionAt?.toISOString()).toBe('2026-12-02T04:02:00.000Z');
  });

  it('are tagged and untagged; what is so already is not written anew, and the limit is each key’s own', async () => {
    const { ports, actor, database } = world;
    const [empty, full] = [await makeKey(), await makeKey()];
    const tags = Object.fromEntries(Array.from({ length: mostTags }, (_, index) => [`tag${index}`, 'x']));
    for (const name of Object.keys(tags)) {
      value(await tagKey(ports, actor, { regionId, keyId: full }, { kind: 'addTag', name, value: 'x' }));
    }
    const tag = (update: Parameters<typeof updateKeys>[2]['update']) =>
      updateKeys(ports, actor, { regionId, ids: [empty, full], update });
    const added = await tag({ kind: 'addTag', name: 'team', value: 'core' });
    expect(added.map(({ error }) => error)).toEqual([
      null,
      { code: 'TOO_MANY_TAGS', id: full, most: mostTags },
    ]);
    expect((await keyOf(empty)).tags).toEqual({ team: 'core' });
    const seq = () =>
      database.kmsKey.findFirstOrThrow({ where: { keyId: empty } }).then((row) => row.changeSeq);
    const before = await seq();
    await tag({ kind: 'addTag', name: 'team', value: 'core' });
    await tag({ kind: 'removeTag', name: 'never there' });
    expect(await seq()).toBe(before);
    const replaced = await tag({ kind: 'addTag', name: 'tag3', value: 'y' });
    expect(replaced.map(({ error }) => error)).toEqual([null, null]);
    expect((await keyOf(full)).tags).toEqual({ ...tags, tag3: 'y' });
    await tag({ kind: 'removeTag', name: 'tag3' });
    expect((await keyOf(empty)).tags).toEqual({ team: 'core' });
    expect(await seq()).toBeGreaterThan(before);
  });

  it('of another account are not found', async () => {
    const keyId = await makeKey();
    const stranger = { ...world.actor, accountId: 'acc-stranger' };
    for (const update of [{ kind: 'disable' }, { kind: 'addTag', name: 'a', value: '' }] as const) {
      const results = await updateKeys(world.ports, stranger, { regionId, ids: [keyId], update });
      expect(results[0]?.error?.code).toBe('KEY_NOT_FOUND');
    }
    expect(await keyOf(keyId)).toMatchObject({ state: 'Enabled', tags: {} });
  });
});

it('many secrets are tagged, and put into their recovery windows, each with its own result', async () => {
  const { ports, actor } = world;
  const keyId = await makeKey();
  for (const name of ['one', 'two'])
    value(await createSecret(ports, actor, { instanceId, name, keyId, value: 'x', description: '' }));
  const ids = ['one', 'two', 'three'];
  const codes = (results: readonly { error: { code: string } | null }[]) =>
    results.map(({ error }) => error?.code ?? null);
  const tag = { kind: 'addTag', name: 'team', value: 'core' } as const;
  expect(codes(await updateSecrets(ports, actor, { regionId, ids, update: tag }))).toEqual([
    null,
    null,
    'SECRET_NOT_FOUND',
  ]);
  expect(value(await viewSecret(ports, actor, { regionId, name: 'two' })).secret.tags).toEqual({
    team: 'core',
  });
  expect(codes(await scheduleSecretsDeletion(ports, actor, { regionId, ids: ['one'], days: 7 }))).toEqual([
    null,
  ]);
  expect(codes(await scheduleSecretsDeletion(ports, actor, { regionId, ids, days: 7 }))).toEqual([
    'SECRET_IN_RECOVERY_WINDOW',
    null,
    'SECRET_NOT_FOUND',
  ]);
  const other = { kind: 'removeTag', name: 'team' } as const;
  expect(codes(await updateSecrets(ports, actor, { regionId, ids: ['one'], update: other }))).toEqual([
    'SECRET_IN_RECOVERY_WINDOW',
  ]);
});

it('a tag may be called as a built-in property is', () => {
  const change = { kind: 'addTag', name: '__proto__', value: 'x' } as const;
  const tags = value(changedTags('key-1', { toString: 'y' }, change));
  expect(Object.entries(tags)).toEqual([
    ['toString', 'y'],
    ['__proto__', 'x'],
  ]);
  expect(value(changedTags('key-1', {}, { kind: 'removeTag', name: 'constructor' }))).toEqual({});
});

it('what is asked of many at once is held to limits', () => {
  const ids = Array.from({ length: mostAtOnce + 1 }, (_, index) => `key-${index}`);
  const update = { kind: 'enable' };
  const takes = (input: object) =>
    updateKeysInput.safeParse({ regionId, ids: ['key-1'], update, ...input }).success;
  expect(takes({})).toBe(true);
  expect(takes({ ids: ids.slice(1) })).toBe(true);
  expect(takes({ ids })).toBe(false);
  expect(takes({ ids: [] })).toBe(false);
  expect(takes({ ids: ["key-1'--"] })).toBe(false);
  expect(takes({ update: { kind: 'delete' } })).toBe(false);
  const name = 'n'.repeat(128);
  expect(takes({ update: { kind: 'addTag', name, value: 'v'.repeat(256) } })).toBe(true);
  expect(takes({ update: { kind: 'addTag', name: `${name}n`, value: '' } })).toBe(false);
  expect(takes({ update: { kind: 'addTag', name: ' ', value: '' } })).toBe(false);
  expect(takes({ update: { kind: 'addTag', name, value: 'v'.repeat(257) } })).toBe(false);
  expect(takes({ update: { kind: 'addTag', name: 'a\u001fb', value: '' } })).toBe(false);
  expect(updateSecretsInput.safeParse({ regionId, ids: ['a'], update: { kind: 'disable' } }).success).toBe(
    false,
  );
});
