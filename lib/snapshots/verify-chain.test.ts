import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rotateKey } from '../kms/change-key.ts';
import { createKey } from '../kms/create-key.ts';
import { createSecret } from '../kms/create-secret.ts';
import { deleteKeyNow } from '../kms/delete-key.ts';
import { aesKey, code, openWorld, value, type World } from '../testing/world.ts';
import { damagedRecords, requestVerification } from './request-verification.ts';
import { runVerification, verifyDue } from './run-verification.ts';

const regionId = 'cn-hangzhou';
let world: World;
let instanceId: string;
let backupId: string;
let keys: string[];

const fail = (_: string, error: unknown) => {
  throw error;
};
const newKey = async () => value(await createKey(world.ports, world.actor, { ...aesKey, instanceId })).keyId;
const verify = async () => {
  value(await requestVerification(world.ports, world.actor, { backupId }));
  expect(await runVerification(world.ports, backupId, fail)).toEqual({ backupId, outcome: 'verified' });
  const listed = await world.ports.backups.findListed(world.actor.accountId, backupId);
  return listed?.verification?.result;
};
const everything = { search: '', cursor: null, pageSize: 100 };
const found = async () =>
  value(await damagedRecords(world.ports, world.actor, backupId, everything)).items.map(
    ({ itemId, fromOrdinal, toOrdinal, kind }) => ({ itemId, fromOrdinal, toOrdinal, kind }),
  );

// Points: 1 full (three keys, one secret); 2 the first key rotated, the third deleted, a fourth made; 3 full.
beforeEach(async () => {
  world = await openWorld();
  instanceId = await world.instance('payments');
  keys = [await newKey(), await newKey(), await newKey()];
  const [keyId = '', , third = ''] = keys;
  const { ports, actor } = world;
  value(await createSecret(ports, actor, { instanceId, name: 'token', keyId, value: 'x', description: '' }));
  backupId = await world.backUp(instanceId);
  value(await rotateKey(ports, actor, { regionId, keyId }));
  value(await deleteKeyNow(ports, actor, { regionId, keyId: third, confirmedId: third }));
  keys.push(await newKey());
  world.setNow('2026-11-24T04:05:01Z');
  await world.runDue();
  world.setNow('2026-11-24T16:00:01Z');
  await world.runDue();
});
afterEach(() => world.close());

describe('a verification', () => {
  it('finds nothing in a sound chain, counts what it looked at and is due again a day later', async () => {
    expect(await verify()).toMatchObject({ points: 3, records: 6, damaged: 0, brokenPoints: [] });
    const row = await world.database.backupInstance.findUniqueOrThrow({ where: { id: backupId } });
    expect(row.verifyDueAt).toEqual(new Date('2026-11-25T16:00:01Z'));
    expect(await verifyDue(world.ports, 9, fail)).toEqual([]);
    world.setNow('2026-11-25T16:00:01Z');
    expect(await verifyDue(world.ports, 9, fail)).toEqual([{ backupId, outcome: 'verified' }]);
  });

  it('is refused while one runs, and taken over from a process that was killed', async () => {
    const { ports, actor } = world;
    value(await requestVerification(ports, actor, { backupId }));
    expect(code(await requestVerification(ports, actor, { backupId }))).toBe('VERIFICATION_RUNNING');
    const now = await ports.clock.now();
    const killed = await ports.verifications.claimDue(now, new Date(now.getTime() + 60_000), 'killed');
    expect(killed?.backup.id).toBe(backupId);
    expect(await verifyDue(ports, 9, fail)).toEqual([]);
    expect(code(await requestVerification(ports, actor, { backupId }))).toBe('VERIFICATION_RUNNING');
    world.setNow('2026-11-24T16:01:02Z');
    expect(await verifyDue(ports, 9, fail)).toEqual([{ backupId, outcome: 'verified' }]);
    if (killed) expect(await ports.verifications.renew(killed, now, 1, 2)).toBe(false);
  });

  it('is due after the clock went back, also where it ran when that happened', async () => {
    const { ports } = world;
    world.setNow('2027-03-01T00:00:00Z');
    expect(await verifyDue(ports, 9, fail)).toEqual([{ backupId, outcome: 'verified' }]);
    world.setNow('2026-11-24T16:10:00Z');
    expect(await verifyDue(ports, 9, fail)).toEqual([{ backupId, outcome: 'verified' }]);
    expect(await verifyDue(ports, 9, fail)).toEqual([]);
    world.setNow('2027-03-01T00:00:00Z');
    value(await requestVerification(ports, world.actor, { backupId }));
    const future = await ports.clock.now();
    const frozen = await ports.verifications.claimDue(future, new Date(future.getTime() + 60_000), 'frozen');
    expect(frozen).toBeDefined();
    world.setNow('2026-11-24T16:20:00Z');
    expect(await verifyDue(ports, 9, fail)).toEqual([{ backupId, outcome: 'verified' }]);
    if (frozen) expect(await ports.verifications.renew(frozen, future, 1, 2)).toBe(false);
  });

  it('names a record that is missing, and one that was changed', async () => {
    const { database } = world;
    await database.backupRecord.deleteMany({ where: { itemId: keys[1] ?? '' } });
    await database.backupRecord.updateMany({ where: { itemId: 'token' }, data: { state: 'Gone' } });
    expect(await verify()).toMatchObject({ damaged: 2, brokenPoints: [] });
    expect(await found()).toEqual([
      { itemId: keys[1], fromOrdinal: 1, toOrdinal: null, kind: 'MISSING' },
      { itemId: 'token', fromOrdinal: 1, toOrdinal: null, kind: 'CHANGED' },
    ]);
  });

  it('names a record that was put back to an older one, and one that the chain knows nothing of', async () => {
    const { database } = world;
    const itemId = keys[0] ?? '';
    await database.backupRecord.deleteMany({ where: { itemId, fromOrdinal: 2 } });
    await database.backupRecord.updateMany({ where: { itemId }, data: { toOrdinal: null } });
    await database.backupRecord.updateMany({ where: { itemId: keys[1] ?? '' }, data: { itemId: 'key-zzz' } });
    await verify();
    const names = await found();
    expect(names).toHaveLength(4);
    expect(names).toEqual(
      expect.arrayContaining([
        { itemId, fromOrdinal: 1, toOrdinal: 2, kind: 'SPAN' },
        { itemId, fromOrdinal: 2, toOrdinal: null, kind: 'MISSING' },
        { itemId: keys[1], fromOrdinal: 1, toOrdinal: null, kind: 'MISSING' },
        { itemId: 'key-zzz', fromOrdinal: 1, toOrdinal: null, kind: 'UNKNOWN' },
      ]),
    );
  });

  it('names the point whose field was changed alone, and with a missing one the next too', async () => {
    const { database } = world;
    await database.backupPoint.updateMany({ where: { ordinal: 1 }, data: { keyCount: 9 } });
    expect(await verify()).toMatchObject({ damaged: 0, brokenPoints: [1] });
    await database.backupPoint.deleteMany({ where: { ordinal: 1 } });
    expect(await verify()).toMatchObject({ damaged: 0, brokenPoints: [1, 2] });
  });

  it('still names a missing record where the point after it lost its manifest', async () => {
    const { database } = world;
    await database.backupManifest.deleteMany({ where: { ordinal: 2 } });
    expect(await verify()).toMatchObject({ damaged: 0, brokenPoints: [2] });
    await database.backupRecord.deleteMany({ where: { itemId: keys[1] ?? '' } });
    expect(await verify()).toMatchObject({ damaged: 1, brokenPoints: [2] });
  });
});
