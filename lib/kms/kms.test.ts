import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aesKey, code, openWorld, value, type World } from '../testing/world.ts';
import { cancelKeyDeletion, disableKey, rotateKey, scheduleKeyDeletion } from './change-key.ts';
import { createInstance } from './create-instance.ts';
import { createKey } from './create-key.ts';
import { createSecret } from './create-secret.ts';
import { deleteKeyNow } from './delete-key.ts';
import { cancelSecretDeletion, deleteSecretNow, scheduleSecretDeletion } from './delete-secret.ts';
import { purgeDue } from './purge-due.ts';
import { putSecretValue } from './put-secret-value.ts';
import { revealSecret } from './reveal-secret.ts';
import { decryptText, encryptText } from './use-key.ts';
import { listKeys, listSecrets } from './view-kms.ts';
import { viewSecret } from './view-secret.ts';

const regionId = 'cn-hangzhou';
let world: World;
let instanceId: string;
beforeEach(async () => {
  world = await openWorld();
  instanceId = await world.instance('payments');
});
afterEach(() => world.close());

const create = (alias: string | null = null, into = instanceId) =>
  createKey(world.ports, world.actor, { ...aesKey, instanceId: into, alias });
const newKey = async (alias: string | null = null) => value(await create(alias)).keyId;
const fail = (_: unknown, error: unknown) => {
  throw error;
};
const stranger = () => ({ ...world.actor, accountId: 'acc-other' });

describe('keys', () => {
  it('encrypt and decrypt over rotations; another key, another account and changed bytes are refused', async () => {
    const { ports, actor } = world;
    const keyId = await newKey();
    const other = await newKey();
    const ciphertexts: string[] = [];
    for (let index = 0; index < 3; index++) {
      ciphertexts.push(
        value(await encryptText(ports, actor, { regionId, keyId, text: `text ${index} ✓` })).ciphertext,
      );
      value(await rotateKey(ports, actor, { regionId, keyId }));
    }
    for (const [index, ciphertext] of ciphertexts.entries()) {
      const plain = value(await decryptText(ports, actor, { regionId, keyId, ciphertext }));
      expect(plain.text).toBe(`text ${index} ✓`);
    }
    const ciphertext = ciphertexts[0] ?? '';
    expect(code(await decryptText(ports, actor, { regionId, keyId: other, ciphertext }))).toBe(
      'CIPHERTEXT_OTHER_KEY',
    );
    expect(code(await decryptText(ports, stranger(), { regionId, keyId, ciphertext }))).toBe('KEY_NOT_FOUND');
    const marked = { regionId, keyId, text: '\uFEFFbegins with a byte order mark' };
    const sealed = value(await encryptText(ports, actor, marked)).ciphertext;
    const opened = value(await decryptText(ports, actor, { regionId, keyId, ciphertext: sealed }));
    expect(opened.text).toBe(marked.text);
    const bytes = Buffer.from(ciphertext, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const changed = { regionId, keyId, ciphertext: bytes.toString('base64') };
    expect(code(await decryptText(ports, actor, changed))).toBe('CIPHERTEXT_CHANGED');
    expect(code(await decryptText(ports, actor, { regionId, keyId, ciphertext: 'aGVsbG8=' }))).toBe(
      'CIPHERTEXT_MALFORMED',
    );
  });

  it('have aliases unique in the region, across instances, also when two ask at the same moment', async () => {
    const second = await world.instance('second');
    const results = await Promise.all(
      [instanceId, second, instanceId, second].map((into) => create('alias/cards', into)),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.error.code).toBe('ALIAS_TAKEN');
    const far = await world.instance('far', { regionId: 'us-east-1' });
    expect((await create('alias/cards', far)).ok).toBe(true);
  });

  it('stop at the quota, which counts every version, also when many ask at the same moment', async () => {
    const { ports, actor, database } = world;
    const small = await world.instance('small', { keyQuota: 3 });
    const results = await Promise.all(Array.from({ length: 6 }, () => create(null, small)));
    expect(results.filter((result) => result.ok)).toHaveLength(3);
    const [made] = results;
    const keyId = made?.ok ? made.value.keyId : (await database.kmsKey.findFirstOrThrow()).keyId;
    expect(await rotateKey(ports, actor, { regionId, keyId })).toMatchObject({
      ok: false,
      error: { code: 'KEY_QUOTA_REACHED', used: 3, quota: 3 },
    });
  });

  it('take numbers of the change feed without a hole or a repeat, in the order of their commits', async () => {
    await Promise.all(Array.from({ length: 12 }, () => create()));
    const rows = await world.database.kmsKey.findMany({ orderBy: { changeSeq: 'asc' } });
    expect(rows.map((row) => Number(row.changeSeq))).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
  });

  it('are destroyed when their scheduled deletion comes, not before, and leave a tombstone', async () => {
    const { ports, actor, database } = world;
    const keyId = await newKey();
    const kept = await newKey();
    value(await scheduleKeyDeletion(ports, actor, { regionId, keyId, days: 7 }));
    value(await scheduleKeyDeletion(ports, actor, { regionId, keyId: kept, days: 7 }));
    value(await cancelKeyDeletion(ports, actor, { regionId, keyId: kept }));
    world.setNow('2026-12-01T04:01:59Z');
    expect(await purgeDue(ports, 10, fail)).toBe(0);
    world.setNow('2026-12-01T04:02:00Z');
    expect(await purgeDue(ports, 10, fail)).toBe(1);
    expect(await ports.kms.findKey(actor.accountId, regionId, keyId)).toBeUndefined();
    expect((await ports.kms.findKey(actor.accountId, regionId, kept))?.key.state).toBe('Disabled');
    const tombstone = await database.kmsKey.findFirstOrThrow({
      where: { keyId },
      include: { versions: true },
    });
    expect([tombstone.deletedAt !== null, tombstone.versions]).toEqual([true, []]);
  });

  it('are destroyed when they are due, whatever stands before them that is damaged and has to wait', async () => {
    const { ports, actor, database } = world;
    const waiting = [await newKey(), await newKey()];
    const sound = await newKey();
    const secret = { instanceId, name: 'token', keyId: await newKey(), description: '', value: 'x' };
    value(await createSecret(ports, actor, secret));
    for (const keyId of [...waiting, sound])
      value(await scheduleKeyDeletion(ports, actor, { regionId, keyId, days: 7 }));
    value(await scheduleSecretDeletion(ports, actor, { regionId, name: 'token', days: 7 }));
    await database.kmsKey.updateMany({
      where: { keyId: { in: waiting } },
      data: { deletionAt: new Date('2026-11-01T00:00:00Z') },
    });
    world.setNow('2026-12-01T04:02:00Z');
    expect(await purgeDue(ports, 2, fail)).toBe(2);
    expect(await ports.kms.findKey(actor.accountId, regionId, sound)).toBeUndefined();
    expect(await ports.kms.findSecret(actor.accountId, regionId, 'token')).toBeUndefined();
    expect(await purgeDue(ports, 2, fail)).toBe(0);
  });

  it('are not created in a hardware or a released instance', async () => {
    const hardware = await world.instance('hsm', { type: 'HARDWARE' });
    expect(code(await create(null, hardware))).toBe('INSTANCE_HARDWARE');
    expect(code(await create(null, 'kst-unknown'))).toBe('INSTANCE_NOT_FOUND');
    expect(code(await createKey(world.ports, stranger(), { ...aesKey, instanceId }))).toBe(
      'INSTANCE_NOT_FOUND',
    );
  });
});

describe('secrets', () => {
  const put = (name: string, keyId: string, text = 'first') =>
    createSecret(world.ports, world.actor, { instanceId, name, keyId, value: text, description: '' });

  it('keep their versions and stages; values come out only when asked for, each version its own', async () => {
    const { ports, actor } = world;
    const keyId = await newKey();
    value(await put('db/password', keyId));
    world.setNow('2026-11-24T04:03:00Z');
    value(await rotateKey(ports, actor, { regionId, keyId }));
    value(await putSecretValue(ports, actor, { regionId, name: 'db/password', value: 'second' }));
    const found = await ports.kms.findSecret(actor.accountId, regionId, 'db/password');
    const [first, second] = found?.versions ?? [];
    expect([first?.stages, second?.stages]).toEqual([['ACSPrevious'], ['ACSCurrent']]);
    expect(first?.keyVersionId).not.toBe(second?.keyVersionId);
    const reveal = (versionId: string) =>
      revealSecret(ports, actor, { regionId, name: 'db/password', versionId });
    expect(value(await reveal(first?.versionId ?? '')).value).toBe('first');
    expect(value(await reveal(second?.versionId ?? '')).value).toBe('second');
    expect(code(await reveal('none'))).toBe('SECRET_VERSION_NOT_FOUND');
    const asStranger = { regionId, name: 'db/password', versionId: first?.versionId ?? '' };
    expect(code(await revealSecret(ports, stranger(), asStranger))).toBe('SECRET_NOT_FOUND');
  });

  it('have names unique in the region, the recovery window included', async () => {
    const { ports, actor } = world;
    const keyId = await newKey();
    const results = await Promise.all([put('token', keyId), put('token', keyId), put('token', keyId)]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    value(await scheduleSecretDeletion(ports, actor, { regionId, name: 'token', days: 7 }));
    expect(await put('token', keyId)).toMatchObject({ ok: false, error: { inRecoveryWindow: true } });
    const change = { regionId, name: 'token', value: 'x' };
    expect(code(await putSecretValue(ports, actor, change))).toBe('SECRET_IN_RECOVERY_WINDOW');
    value(await cancelSecretDeletion(ports, actor, { regionId, name: 'token' }));
    expect((await putSecretValue(ports, actor, change)).ok).toBe(true);
    value(await deleteSecretNow(ports, actor, { regionId, name: 'token', confirmedName: 'token' }));
    expect((await put('token', keyId)).ok).toBe(true);
  });

  it('need an Enabled key of their own instance, and say when that key is gone', async () => {
    const { ports, actor } = world;
    const keyId = await newKey();
    value(await put('token', keyId));
    const version =
      (await ports.kms.findSecret(actor.accountId, regionId, 'token'))?.versions[0]?.versionId ?? '';
    value(await disableKey(ports, actor, { regionId, keyId }));
    expect(code(await put('other', keyId))).toBe('KEY_STATE');
    const view = () => viewSecret(ports, actor, { regionId, name: 'token' });
    expect(value(await view()).encryptionKey).toEqual({ keyId, alias: null, state: 'Disabled' });
    value(await deleteKeyNow(ports, actor, { regionId, keyId, confirmedId: keyId }));
    expect(code(await put('other', keyId))).toBe('KEY_NOT_FOUND');
    const asked = { regionId, name: 'token', versionId: version };
    expect(code(await revealSecret(ports, actor, asked))).toBe('SECRET_KEY_MISSING');
    expect(value(await view())).toMatchObject({
      encryptionKey: { state: 'Missing' },
      versions: [{ key: { keyId, state: 'Missing' } }],
    });
  });

  it('stop at the quota of secrets; their versions cost nothing', async () => {
    const { ports, actor } = world;
    instanceId = await world.instance('small', { secretQuota: 1 });
    const keyId = await newKey();
    value(await put('one', keyId));
    value(await putSecretValue(ports, actor, { regionId, name: 'one', value: 'again' }));
    expect(code(await put('two', keyId))).toBe('SECRET_QUOTA_REACHED');
  });
});

describe('lists', () => {
  it('search any part letter for letter, page by keyset, and show nothing of another account', async () => {
    const { ports, actor } = world;
    for (let index = 0; index < 5; index++) await newKey(`alias/50%_${index}`);
    await newKey('alias/50x_other');
    const filter = { search: '50%_', cursor: null, pageSize: 2, instanceId: null, state: null };
    const first = await listKeys(ports, actor, regionId, filter);
    expect([first.total, first.items.length]).toEqual([5, 2]);
    const second = await listKeys(ports, actor, regionId, { ...filter, cursor: first.next });
    const third = await listKeys(ports, actor, regionId, { ...filter, cursor: second.next });
    const ids = [first, second, third].flatMap((part) => part.items.map((item) => item.keyId));
    expect(new Set(ids).size).toBe(5);
    expect(third.next).toBeNull();
    const back = await listKeys(ports, actor, regionId, { ...filter, cursor: third.previous });
    expect(back.items).toEqual(second.items);
    expect((await listKeys(ports, stranger(), regionId, filter)).total).toBe(0);
    expect((await listSecrets(ports, stranger(), regionId, { ...filter, search: '' })).total).toBe(0);
  });

  it('give an instance name once a region, freed by release', async () => {
    const input = { regionId, name: 'payments', type: 'SOFTWARE', keyQuota: 1, secretQuota: 0 } as const;
    expect(code(await createInstance(world.ports, world.actor, input))).toBe('INSTANCE_NAME_TAKEN');
    expect((await createInstance(world.ports, world.actor, { ...input, regionId: 'us-east-1' })).ok).toBe(
      true,
    );
  });
});
