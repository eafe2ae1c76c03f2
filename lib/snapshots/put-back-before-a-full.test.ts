import { afterEach, beforeEach, expect, it } from 'vitest';
import { rotateKey } from '../kms/change-key.ts';
import { createKey } from '../kms/create-key.ts';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import { openDay } from './backup-day.ts';
import { checkShownDay } from './check-shown-day.ts';
import { dayContents } from './day-contents.ts';

const regionId = 'cn-hangzhou';
let world: World;
let backupId: string;
let keyId: string;

beforeEach(async () => {
  world = await openWorld();
  const instanceId = await world.instance('payments');
  keyId = value(await createKey(world.ports, world.actor, { ...aesKey, instanceId })).keyId;
  backupId = await world.backUp(instanceId);
  value(await rotateKey(world.ports, world.actor, { regionId, keyId }));
  world.setNow('2026-11-24T04:05:01Z');
  await world.runDue();
});
afterEach(() => world.close());

/** The key's older record takes the place of its newest, down to the digest of the live rows. */
async function putBack(): Promise<void> {
  const { database } = world;
  const newest = await database.backupRecord.findFirstOrThrow({ orderBy: { fromOrdinal: 'desc' } });
  await database.backupRecord.deleteMany({ where: { fromOrdinal: newest.fromOrdinal } });
  await database.backupRecord.updateMany({
    data: { toOrdinal: null, sourceDigest: newest.sourceDigest },
  });
}

it('a full backup finds a record that was put back before it signs it, and takes the live one', async () => {
  await putBack();
  world.setNow('2026-11-24T16:00:01Z');
  await world.runDue();
  const day = value(await openDay(world.ports, world.actor, backupId, '2026-11-25'));
  expect(day.full).toMatchObject({ ordinal: 3, added: 1, closed: 1 });
  const found = await dayContents(world.ports, day).of({ itemType: 'KEY', itemId: keyId }, day.full.ordinal);
  expect(value(found)?.versions).toHaveLength(2);
  // Of the day before, whose record is gone, the check still speaks.
  const check = await checkShownDay(world.ports, world.actor, { backupId, day: '2026-11-25' });
  expect(value(check).brokenAt).toBe(2);
});

it('so does one of a source that has not changed since the full before', async () => {
  world.setNow('2026-11-24T16:00:01Z');
  await world.runDue();
  await putBack();
  world.setNow('2026-11-25T16:00:01Z');
  await world.runDue();
  const day = value(await openDay(world.ports, world.actor, backupId, '2026-11-26'));
  expect(day.full).toMatchObject({ ordinal: 4, added: 1 });
  const found = await dayContents(world.ports, day).of({ itemType: 'KEY', itemId: keyId }, day.full.ordinal);
  expect(value(found)?.versions).toHaveLength(2);
});

it('what was put back together with the set hash of an older full leaves that point broken', async () => {
  world.setNow('2026-11-24T16:00:01Z');
  await world.runDue();
  await putBack();
  const [first] = await world.ports.snapshots.points(backupId, 1, 1);
  if (!first?.setHash) throw new Error('There is no first full');
  const where = { backupInstanceId_ordinal: { backupInstanceId: backupId, ordinal: 3 } };
  await world.database.backupPoint.update({ where, data: { setHash: first.setHash } });
  world.setNow('2026-11-25T16:00:01Z');
  await world.runDue();
  const check = await checkShownDay(world.ports, world.actor, { backupId, day: '2026-11-26' });
  expect(value(check).brokenAt).toBe(3);
});
