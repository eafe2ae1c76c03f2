import { afterEach, beforeEach, expect, it } from 'vitest';
import { createKey } from '../kms/create-key.ts';
import { deleteKeyNow } from '../kms/delete-key.ts';
import { restoreItem } from '../restores/restore-item.ts';
import { aesKey, code, openWorld, value, type World } from '../testing/world.ts';
import { checkShownDay } from './check-shown-day.ts';
import { damagedRecords, requestVerification } from './request-verification.ts';
import { runVerification } from './run-verification.ts';
import { verifyChain } from './verify-chain.ts';
import { viewTab } from './view-data.ts';

const regionId = 'cn-hangzhou';
const days = { first: '2026-11-24', second: '2026-11-25', third: '2026-11-26' };
let world: World;
let instanceId: string;
let backupId: string;
let live: string;
let gone: string;
let other: string;

const newKey = async () => value(await createKey(world.ports, world.actor, { ...aesKey, instanceId })).keyId;
const remove = async (keyId: string) =>
  value(await deleteKeyNow(world.ports, world.actor, { regionId, keyId, confirmedId: keyId }));
const restore = (day: string, itemId: string) =>
  restoreItem(world.ports, world.actor, {
    backupId,
    day,
    itemType: 'KEY',
    itemId,
    regionId,
    instanceId,
    aliasChoice: { kind: 'keep' },
  });
const runDue = async (now: string) => {
  world.setNow(now);
  expect((await world.runDue()).map(({ outcome }) => outcome)).toEqual(['point']);
};
const verify = async () => {
  await requestVerification(world.ports, world.actor, { backupId });
  await runVerification(world.ports, backupId, (_, error) => {
    throw error;
  });
  const listed = await world.ports.backups.findListed(world.actor.accountId, backupId);
  const page = { search: '', cursor: null, pageSize: 100 };
  const { items } = value(await damagedRecords(world.ports, world.actor, backupId, page));
  return {
    damaged: items.map(({ itemId, fromOrdinal, toOrdinal, kind }) => ({
      itemId,
      fromOrdinal,
      toOrdinal,
      kind,
    })),
    brokenPoints: listed?.verification?.result?.brokenPoints,
  };
};

// The first day: a full backup with two keys, then one more key.
beforeEach(async () => {
  world = await openWorld();
  instanceId = await world.instance('payments');
  [live, gone] = [await newKey(), await newKey()];
  backupId = await world.backUp(instanceId);
  other = await newKey();
  await runDue('2026-11-24T04:05:01Z');
});
afterEach(() => world.close());

const drop = (itemId: string) => world.database.backupRecord.deleteMany({ where: { itemId } });
const spoil = (itemId: string) =>
  world.database.backupRecord.updateMany({ where: { itemId }, data: { sealed: new Uint8Array(60) } });

it('a damaged record of a live item gets a fresh copy in the next full, which serves the earlier points too', async () => {
  await spoil(live);
  const found = { itemId: live, fromOrdinal: 1, toOrdinal: null, kind: 'CHANGED' };
  expect(await verify()).toEqual({ damaged: [found], brokenPoints: [] });
  const checked = async () =>
    value(await checkShownDay(world.ports, world.actor, { backupId, day: days.first }));
  expect(await checked()).toMatchObject({ brokenAt: null, damaged: 1 });
  await runDue('2026-11-24T16:00:01Z');
  expect(await verify()).toEqual({ damaged: [], brokenPoints: [] });
  expect(await checked()).toMatchObject({ brokenAt: null, damaged: 0 });
  const page = { search: live, cursor: null, pageSize: 20 };
  const tab = { backupId, day: days.first, itemType: 'KEY', tab: 'full', page } as const;
  const { items } = value(await viewTab(world.ports, world.actor, tab));
  expect(items).toMatchObject([{ itemId: live, againstLive: 'same' }]);
  await remove(live);
  value(await restore(days.first, live));
});

it('a damaged record of an item that is gone stays named, is refused, and is not in the next full', async () => {
  await remove(gone);
  await runDue('2026-11-24T04:10:01Z');
  await spoil(gone);
  const found = { itemId: gone, fromOrdinal: 1, toOrdinal: 3, kind: 'CHANGED' };
  expect(await verify()).toEqual({ damaged: [found], brokenPoints: [] });
  expect(code(await restore(days.first, gone))).toBe('RECORD_DAMAGED');
  await runDue('2026-11-24T16:00:01Z');
  expect(await verify()).toEqual({ damaged: [found], brokenPoints: [] });
  await remove(other);
  value(await restore(days.first, other));
});

it.each(['after a verification', 'without one'])(
  'a missing record is made good by the next full, %s: of a live item anew, of a deleted one closed',
  async (how) => {
    await drop(live);
    await drop(gone);
    await remove(gone);
    world.setNow('2026-11-24T04:10:01Z');
    expect((await world.runDue()).map(({ outcome }) => outcome)).toEqual(['unchanged']); // no row to close
    if (how === 'after a verification') expect((await verify()).damaged).toHaveLength(2);
    await runDue('2026-11-24T16:00:01Z');
    const missing = { itemId: gone, fromOrdinal: 1, toOrdinal: 3, kind: 'MISSING' };
    expect(await verify()).toEqual({ damaged: [missing], brokenPoints: [] });
    await runDue('2026-11-25T16:00:01Z');
    expect(await verify()).toEqual({ damaged: [missing], brokenPoints: [] });
    await remove(live);
    value(await restore(days.second, live));
    expect(code(await restore(days.first, gone))).toBe('RECORD_DAMAGED');
    expect(code(await restore(days.second, gone))).toBe('RECORD_NOT_FOUND');
  },
);

it('a record that was put back to an older one is not restored from, and the next full takes the live one', async () => {
  const { database } = world;
  await database.$executeRaw`UPDATE backup_records SET to_ordinal = 2 WHERE item_id = ${live}`;
  expect((await verify()).damaged).toMatchObject([{ itemId: live, kind: 'SPAN', toOrdinal: null }]);
  await runDue('2026-11-24T16:00:01Z');
  expect(await verify()).toEqual({ damaged: [], brokenPoints: [] });
});

it('a record that the chain knows nothing of is set aside by the next full', async () => {
  const { database } = world;
  await database.$executeRaw`UPDATE backup_records SET item_id = 'key-zzz' WHERE item_id = ${live}`;
  expect((await verify()).damaged).toMatchObject([
    { itemId: live, kind: 'MISSING' },
    { itemId: 'key-zzz', kind: 'UNKNOWN' },
  ]);
  await runDue('2026-11-24T16:00:01Z');
  expect(await verify()).toEqual({ damaged: [], brokenPoints: [] });
  await remove(live);
  value(await restore(days.first, live));
});

it('where an earlier point is gone, days from the next full on are restored from, and the broken one is refused', async () => {
  const { database } = world;
  await runDue('2026-11-24T16:00:01Z');
  const later = await newKey();
  await runDue('2026-11-24T16:05:01Z');
  await spoil(later);
  await database.backupPoint.deleteMany({ where: { ordinal: 1 } });
  await remove(other);
  value(await restore(days.second, other));
  await remove(later);
  expect(code(await restore(days.second, later))).toBe('RECORD_DAMAGED');
  await database.backupPoint.updateMany({ where: { ordinal: 4 }, data: { keyCount: 9 } });
  await remove(live);
  expect(await restore(days.second, live)).toMatchObject({ error: { code: 'CHAIN_BROKEN', ordinal: 4 } });
});

it('a head that was put back to an older point: the next look is a full that goes on behind the newest', async () => {
  const points = await world.database.backupPoint.findMany({ orderBy: { ordinal: 'asc' } });
  const [first] = points;
  if (!first) throw new Error('There is no point');
  const { ordinal, mac, throughSeq } = first;
  await world.database.backupInstance.update({
    where: { id: backupId },
    data: { headOrdinal: ordinal, headMac: mac },
  });
  expect((await verify()).brokenPoints).not.toEqual([]);
  await runDue('2026-11-24T04:10:01Z');
  const newest = await world.database.backupPoint.findFirstOrThrow({ orderBy: { ordinal: 'desc' } });
  expect(newest).toMatchObject({ ordinal: points.length + 1, kind: 'FULL', keyCount: 3 });
  expect(await verify()).toEqual({ damaged: [], brokenPoints: [] });

  // The feed's number put back with it: what was deleted since is still told from what vanished.
  await remove(other);
  await runDue('2026-11-24T04:15:01Z');
  await world.database.backupInstance.update({
    where: { id: backupId },
    data: { headOrdinal: ordinal, headMac: mac, throughSeq },
  });
  await runDue('2026-11-24T04:20:01Z');
  expect(await verify()).toEqual({ damaged: [], brokenPoints: [] });
});

it('what a full backup heals while a verification runs is verified again at once, not a day later', async () => {
  await spoil(live);
  expect((await verify()).damaged).toHaveLength(1);
  const { verifications, clock } = world.ports;
  world.setNow('2026-11-24T15:59:50Z');
  value(await requestVerification(world.ports, world.actor, { backupId }));
  const now = await clock.now();
  const claim = await verifications.claimOne(backupId, now, new Date(now.getTime() + 60_000), 'held');
  if (!claim) throw new Error('The verification was not claimed');
  const found = await verifyChain(world.ports, claim, async () => true);
  if (found === 'lost') throw new Error('The verification was lost');
  await runDue('2026-11-24T16:00:01Z');
  const [ended, next] = [new Date('2026-11-24T16:00:02Z'), new Date('2026-11-25T16:00:02Z')];
  expect(await verifications.finish(claim, found, ended, next)).toBe(true);
  const { verifyDueAt } = await world.database.backupInstance.findUniqueOrThrow({ where: { id: backupId } });
  expect(verifyDueAt).toEqual(new Date('2026-11-24T16:00:01Z'));
});
