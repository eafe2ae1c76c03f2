import { afterEach, beforeEach, expect, test } from 'vitest';
import { rotateKey, scheduleKeyDeletion } from '../kms/change-key.ts';
import { createKey } from '../kms/create-key.ts';
import { createSecret } from '../kms/create-secret.ts';
import { deleteKeyNow } from '../kms/delete-key.ts';
import { deleteSecretNow, scheduleSecretDeletion } from '../kms/delete-secret.ts';
import { putSecretValue } from '../kms/put-secret-value.ts';
import { revealSecret } from '../kms/reveal-secret.ts';
import { decryptText, encryptText } from '../kms/use-key.ts';
import { aesKey, code, openWorld, value, type World } from '../testing/world.ts';
import { restoreItem } from './restore-item.ts';
import type { RestoreItemInput } from './schema.ts';

const regionId = 'cn-hangzhou';
const day = '2026-11-24';
let world: World;
let instanceId: string;

beforeEach(async () => {
  world = await openWorld();
  instanceId = await world.instance('payments');
});
afterEach(() => world.close());

const keyInto = (backupId: string, keyId: string, into = instanceId): RestoreItemInput => ({
  backupId,
  day,
  itemType: 'KEY',
  itemId: keyId,
  regionId,
  instanceId: into,
  aliasChoice: { kind: 'keep' },
});
const secretInto = (backupId: string, name: string, into = instanceId): RestoreItemInput => ({
  backupId,
  day,
  itemType: 'SECRET',
  itemId: name,
  regionId,
  instanceId: into,
});

async function newKey(alias: string | null = null, into = instanceId): Promise<string> {
  const { ports, actor } = world;
  return value(
    await createKey(ports, actor, { ...aesKey, instanceId: into, alias, description: 'card data' }),
  ).keyId;
}

async function newSecret(name: string, keyId: string, text = 's3cret'): Promise<void> {
  const { ports, actor } = world;
  value(await createSecret(ports, actor, { instanceId, name, keyId, value: text, description: '' }));
}

async function deleteKey(keyId: string): Promise<void> {
  value(await deleteKeyNow(world.ports, world.actor, { regionId, keyId, confirmedId: keyId }));
}

test('a key deleted for good comes back with its versions and decrypts what it encrypted before', async () => {
  const { ports, actor } = world;
  const keyId = await newKey('alias/cards');
  const old = value(await encryptText(ports, actor, { regionId, keyId, text: 'before the rotation' }));
  value(await rotateKey(ports, actor, { regionId, keyId }));
  const young = value(await encryptText(ports, actor, { regionId, keyId, text: 'after the rotation' }));
  const before = await ports.kms.findKey(actor.accountId, regionId, keyId);
  const backupId = await world.backUp(instanceId);

  await deleteKey(keyId);
  const gone = await decryptText(ports, actor, { regionId, keyId, ciphertext: old.ciphertext });
  expect(code(gone)).toBe('KEY_NOT_FOUND');

  world.setNow('2026-11-24T05:00:00Z');
  const restored = value(await restoreItem(ports, actor, keyInto(backupId, keyId)));
  expect(restored).toMatchObject({ versionCount: 2, provenCount: 2, instanceName: 'payments' });

  for (const [ciphertext, text] of [
    [old.ciphertext, 'before the rotation'],
    [young.ciphertext, 'after the rotation'],
  ] as const) {
    expect(value(await decryptText(ports, actor, { regionId, keyId, ciphertext })).text).toBe(text);
  }
  const after = await ports.kms.findKey(actor.accountId, regionId, keyId);
  expect(after?.key).toEqual(before?.key);
  expect(
    after?.versions.map(({ versionId, createdAt, canary }) => ({ versionId, createdAt, canary })),
  ).toEqual(before?.versions.map(({ versionId, createdAt, canary }) => ({ versionId, createdAt, canary })));
});

test('a secret alone is refused, names its key, and comes back after it with every version and stage', async () => {
  const { ports, actor } = world;
  const keyId = await newKey();
  await newSecret('db/password', keyId, 'first');
  world.setNow('2026-11-24T04:03:00Z');
  value(await putSecretValue(ports, actor, { regionId, name: 'db/password', value: 'second' }));
  const before = await ports.kms.findSecret(actor.accountId, regionId, 'db/password');
  const backupId = await world.backUp(instanceId);
  value(await deleteSecretNow(ports, actor, { regionId, name: 'db/password', confirmedName: 'db/password' }));
  await deleteKey(keyId);

  const alone = await restoreItem(ports, actor, secretInto(backupId, 'db/password'));
  expect(alone).toMatchObject({
    ok: false,
    error: { code: 'SECRET_NEEDS_KEY', keys: [{ keyId, versionCount: 1, inBackup: true }] },
  });

  value(await restoreItem(ports, actor, keyInto(backupId, keyId)));
  value(await restoreItem(ports, actor, secretInto(backupId, 'db/password')));
  const after = await ports.kms.findSecret(actor.accountId, regionId, 'db/password');
  expect([after?.secret, after?.versions]).toEqual([before?.secret, before?.versions]);
  const [first, second] = after?.versions ?? [];
  expect([first?.stages, second?.stages]).toEqual([['ACSPrevious'], ['ACSCurrent']]);
  for (const [version, text] of [
    [first, 'first'],
    [second, 'second'],
  ] as const) {
    const asked = { regionId, name: 'db/password', versionId: version?.versionId ?? '' };
    expect(value(await revealSecret(ports, actor, asked)).value).toBe(text);
  }
});

test('a key that exists anywhere in the region is refused, in PendingDeletion too; in another region it may live as a copy', async () => {
  const { ports, actor } = world;
  const keyId = await newKey('alias/cards');
  const backupId = await world.backUp(instanceId);
  const other = await world.instance('payments-2');
  const twice = await restoreItem(ports, actor, keyInto(backupId, keyId, other));
  expect(twice).toMatchObject({
    ok: false,
    error: { code: 'KEY_EXISTS', instanceName: 'payments', state: 'Enabled' },
  });
  value(await scheduleKeyDeletion(ports, actor, { regionId, keyId, days: 7 }));
  expect(code(await restoreItem(ports, actor, keyInto(backupId, keyId, other)))).toBe('KEY_EXISTS');

  const frankfurt = await world.instance('payments-eu', { regionId: 'eu-central-1' });
  const copy = { ...keyInto(backupId, keyId, frankfurt), regionId: 'eu-central-1' };
  value(await restoreItem(ports, actor, copy));
  const copied = await ports.kms.findKey(actor.accountId, 'eu-central-1', keyId);
  expect(copied?.key).toMatchObject({ keyId, alias: 'alias/cards', state: 'Enabled' });
});

test('of several who restore the same key at the same moment one succeeds and the others are told that it exists', async () => {
  const { ports, actor } = world;
  const keyId = await newKey();
  const backupId = await world.backUp(instanceId);
  const others = [await world.instance('b'), await world.instance('c'), await world.instance('d')];
  await deleteKey(keyId);
  const results = await Promise.all(
    [instanceId, ...others].map((into) => restoreItem(ports, actor, keyInto(backupId, keyId, into))),
  );
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  for (const result of results) if (!result.ok) expect(result.error.code).toBe('KEY_EXISTS');
  expect(await world.database.kmsKey.count({ where: { keyId, deletedAt: null } })).toBe(1);
});

test('an alias that another key has taken needs a decision: another alias, or none', async () => {
  const { ports, actor } = world;
  const keyId = await newKey('alias/cards');
  const backupId = await world.backUp(instanceId);
  await deleteKey(keyId);
  const taker = await newKey('alias/cards');
  const kept = await restoreItem(ports, actor, keyInto(backupId, keyId));
  expect(kept).toMatchObject({
    ok: false,
    error: { code: 'RESTORE_ALIAS_TAKEN', alias: 'alias/cards', keyId: taker },
  });
  const renamed = {
    ...keyInto(backupId, keyId),
    aliasChoice: { kind: 'other', alias: 'alias/cards-old' } as const,
  };
  value(await restoreItem(ports, actor, renamed as RestoreItemInput));
  expect((await ports.kms.findKey(actor.accountId, regionId, keyId))?.key.alias).toBe('alias/cards-old');
  await deleteKey(keyId);
  value(
    await restoreItem(ports, actor, {
      ...keyInto(backupId, keyId),
      aliasChoice: { kind: 'none' },
    } as RestoreItemInput),
  );
  expect((await ports.kms.findKey(actor.accountId, regionId, keyId))?.key.alias).toBeNull();
});

test('the quota counts every version; a destination that is hardware, released, of another account or region is refused', async () => {
  const { ports, actor } = world;
  const keyId = await newKey();
  value(await rotateKey(ports, actor, { regionId, keyId }));
  await newSecret('token', keyId);
  const backupId = await world.backUp(instanceId);
  value(await deleteSecretNow(ports, actor, { regionId, name: 'token', confirmedName: 'token' }));
  await deleteKey(keyId);

  const small = await world.instance('small', { keyQuota: 1, secretQuota: 0 });
  expect(await restoreItem(ports, actor, keyInto(backupId, keyId, small))).toMatchObject({
    ok: false,
    error: { code: 'RESTORE_KEY_QUOTA', used: 0, quota: 1, needed: 2 },
  });
  expect(code(await restoreItem(ports, actor, secretInto(backupId, 'token', small)))).toBe(
    'RESTORE_SECRET_QUOTA',
  );
  const hardware = await world.instance('hsm', { type: 'HARDWARE' });
  expect(code(await restoreItem(ports, actor, keyInto(backupId, keyId, hardware)))).toBe(
    'DESTINATION_HARDWARE',
  );
  const far = await world.instance('far', { regionId: 'us-east-1' });
  expect(code(await restoreItem(ports, actor, keyInto(backupId, keyId, far)))).toBe(
    'DESTINATION_OTHER_REGION',
  );
  const stranger = { ...actor, accountId: 'acc-other' };
  expect(code(await restoreItem(ports, stranger, keyInto(backupId, keyId)))).toBe('BACKUP_NOT_FOUND');
  expect(await world.database.kmsKey.count({ where: { keyId, deletedAt: null } })).toBe(0);
});

test('a secret in its recovery window exists; a key backed up in PendingDeletion comes back Disabled without a date', async () => {
  const { ports, actor } = world;
  const keyId = await newKey();
  await newSecret('token', keyId);
  const leaving = await newKey();
  value(await scheduleKeyDeletion(ports, actor, { regionId, keyId: leaving, days: 30 }));
  const backupId = await world.backUp(instanceId);

  value(await scheduleSecretDeletion(ports, actor, { regionId, name: 'token', days: 7 }));
  expect(await restoreItem(ports, actor, secretInto(backupId, 'token'))).toMatchObject({
    ok: false,
    error: { code: 'SECRET_EXISTS', inRecoveryWindow: true, instanceName: 'payments' },
  });
  await deleteKey(leaving);
  value(await restoreItem(ports, actor, keyInto(backupId, leaving)));
  const back = await ports.kms.findKey(actor.accountId, regionId, leaving);
  expect(back?.key).toMatchObject({ state: 'Disabled', deletionAt: null });
});

test('a record that was changed, swapped, rolled back or dropped is not restored', async () => {
  const { ports, actor, database } = world;
  const [a, b] = [await newKey(), await newKey()];
  const backupId = await world.backUp(instanceId);
  const record = (itemId: string) => ({
    backupInstanceId_itemType_itemId_fromOrdinal: {
      backupInstanceId: backupId,
      itemType: 'KEY',
      itemId,
      fromOrdinal: 1,
    },
  });
  const original = await database.backupRecord.findUniqueOrThrow({ where: record(a) });
  const other = await database.backupRecord.findUniqueOrThrow({ where: record(b) });
  await deleteKey(a);

  const flipped = Uint8Array.from(original.sealed);
  flipped[20] = (flipped[20] ?? 0) ^ 1;
  const tamperings = [
    { sealed: flipped },
    { sealed: other.sealed, contentHash: other.contentHash },
    { contentHash: other.contentHash },
    { alias: 'alias/made-up' },
    { state: 'Disabled' },
    { versionCount: 7 },
  ];
  for (const tampering of tamperings) {
    await database.backupRecord.update({ where: record(a), data: tampering });
    expect(code(await restoreItem(ports, actor, keyInto(backupId, a)))).toBe('RECORD_DAMAGED');
    await database.backupRecord.update({
      where: record(a),
      data: {
        sealed: original.sealed,
        contentHash: original.contentHash,
        alias: original.alias,
        state: original.state,
        versionCount: original.versionCount,
      },
    });
  }
  await deleteKey(b);
  await database.backupRecord.delete({ where: record(b) });
  expect(code(await restoreItem(ports, actor, keyInto(backupId, b)))).toBe('RECORD_DAMAGED');
  value(await restoreItem(ports, actor, keyInto(backupId, a)));
  await database.backupRecord.create({ data: other });
  value(await restoreItem(ports, actor, keyInto(backupId, b)));
});

test('a key deleted, restored and deleted again between two backups does not stop them', async () => {
  const keyId = await newKey();
  const backupId = await world.backUp(instanceId);
  await deleteKey(keyId);
  value(await restoreItem(world.ports, world.actor, keyInto(backupId, keyId)));
  await deleteKey(keyId);
  world.setNow('2026-11-24T04:05:01Z');
  expect((await world.runDue()).map(({ outcome }) => outcome)).toEqual(['point']);
  expect(await world.database.backupRecord.count({ where: { toOrdinal: null } })).toBe(0);
});
