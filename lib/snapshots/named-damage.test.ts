import { afterEach, beforeEach, expect, it } from 'vitest';
import { backupHealth, hasDamage } from '../backups/backup-health.ts';
import { rotateKey } from '../kms/change-key.ts';
import { deleteKeyNow } from '../kms/delete-key.ts';
import { openOneKey } from '../testing/one-key.ts';
import { code, value, type World } from '../testing/world.ts';
import { damageStanding } from './damage-standing.ts';
import { brokenPoints, damagedRecords, requestVerification } from './request-verification.ts';
import { runVerification } from './run-verification.ts';
import { viewBackup } from './view-data.ts';
import { viewItem } from './view-item.ts';

const regionId = 'cn-hangzhou';
let world: World;
let backupId: string;
let keyId: string;

// Point 1, the first full at 12:00 in Hangzhou, has the key; point 2, at 12:05, its second version.
beforeEach(async () => {
  ({ world, keyId, backupId } = await openOneKey());
  value(await rotateKey(world.ports, world.actor, { regionId, keyId }));
  await runDue('2026-11-24T04:05:01Z');
});
afterEach(() => world.close());

const runDue = async (now: string) => {
  world.setNow(now);
  await world.runDue();
};
const verify = async () => {
  value(await requestVerification(world.ports, world.actor, { backupId }));
  await runVerification(world.ports, backupId, (_, error) => {
    throw error;
  });
};
const details = async () => value(await viewBackup(world.ports, world.actor, backupId));
const listed = async () => {
  const page = { search: '', cursor: null, pageSize: 100 };
  return value(await damagedRecords(world.ports, world.actor, backupId, page)).items;
};
const standings = async () => {
  const seen = await details();
  return (await listed()).map((record) => damageStanding(record, seen));
};
const view = (at: string) =>
  viewItem(world.ports, world.actor, {
    backupId,
    item: { itemType: 'KEY', itemId: keyId },
    day: null,
    at: new Date(at),
  });
const where = (fromOrdinal: number) => ({ backupInstanceId: backupId, itemId: keyId, fromOrdinal });
const spoil = (fromOrdinal: number) =>
  world.database.backupRecord.updateMany({
    where: where(fromOrdinal),
    data: { sealed: new Uint8Array(60), alias: 'alias/false' },
  });

it('a record that is gone is said to be missing, not never to have been, with the alias that is still known', async () => {
  await world.database.backupRecord.deleteMany({ where: where(1) });
  await verify();
  expect(await listed()).toMatchObject([{ kind: 'MISSING', alias: 'alias/pan', isLive: true }]);
  const [standing] = await standings();
  expect(standing).toMatchObject({ remedy: 'lasts', untilDay: '2026-11-30', shownAt: { day: null } });
  const at = standing?.shownAt?.at?.toISOString() ?? '';
  expect(code(await view(at))).toBe('RECORD_DAMAGED');
  expect(value(await view('2026-11-24T04:05:00Z')).versionCount).toBe(2);
});

it('a record that is gone is not stood in for by the state before it', async () => {
  await world.database.backupRecord.deleteMany({ where: where(2) });
  await verify();
  expect(code(await view('2026-11-24T04:05:00Z'))).toBe('RECORD_DAMAGED');
  expect(value(await view('2026-11-24T04:00:00Z')).versionCount).toBe(1);
  await runDue('2026-11-24T16:00:01Z'); // the next full backup seals it anew
  expect(value(await view('2026-11-24T16:00:00Z')).versionCount).toBe(2);
});

it('a fresh copy is promised only of what is live, open and can be read, while backups go on', async () => {
  await spoil(2);
  await verify();
  expect(await standings()).toMatchObject([{ remedy: 'copied', untilDay: null }]);
  const [record] = await listed();
  const seen = await details();
  if (!record) throw new Error('nothing was found');
  const remedy = (facts: Partial<typeof seen.backup>) =>
    damageStanding(record, { ...seen, backup: { ...seen.backup, ...facts } }).remedy;
  expect(remedy({ damagedItems: [`KEY ${keyId}`] })).toBe('lasts');
  expect(remedy({ sourceReleased: true })).toBe('lasts');

  value(await deleteKeyNow(world.ports, world.actor, { regionId, keyId, confirmedId: keyId }));
  expect(await standings()).toMatchObject([{ remedy: 'lasts' }]);
  // The live key's is gone, that of a damaged record may be false: the other record's is told.
  expect(await listed()).toMatchObject([{ alias: 'alias/pan', isLive: false }]);
});

it('damage that ended before the queryable range stays listed, without a link, and needs nobody any more', async () => {
  await spoil(1);
  await verify();
  const health = async (now: string) => backupHealth((await details()).backup, new Date(now));
  expect(await health('2026-11-24T04:06:00Z')).toBe('unsound');
  expect(await standings()).toMatchObject([{ remedy: 'lasts', untilDay: '2026-11-30' }]);
  await runDue('2026-11-30T16:05:01Z'); // 1 December in Hangzhou: the range begins with 25 November
  expect(await standings()).toMatchObject([{ remedy: 'past', shownAt: null }]);
  await runDue('2026-12-01T05:05:01Z');
  expect(await health('2026-12-01T05:06:00Z')).toBe('enabled');
  expect(hasDamage((await details()).backup.verification)).toBe(true);
  expect(await listed()).toHaveLength(1);
});

it('broken points are named by their slots, and matter until a sound full backup has come', async () => {
  await runDue('2026-11-24T04:10:01Z');
  await world.database.backupPoint.updateMany({
    where: { backupInstanceId: backupId, ordinal: 2 },
    data: { added: 7, slotAt: new Date('2026-11-20T00:00:00Z') },
  });
  await verify();
  const points = async () => brokenPoints(world.ports, (await details()).backup);
  // The moved slot of the point's own row is not what names it.
  expect(await points()).toEqual([{ ordinal: 2, slotAt: new Date('2026-11-24T04:05:00Z') }]);
  const until = async () => (await details()).backup.verification?.result?.damagedUntil;
  expect(await until()).toBeNull();
  await runDue('2026-11-24T16:00:01Z');
  await verify();
  expect(await until()).toEqual(new Date('2026-11-24T16:00:00Z'));
});
