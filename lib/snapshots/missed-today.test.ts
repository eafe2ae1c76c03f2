import { afterEach, beforeEach, expect, it } from 'vitest';
import { viewSchedule } from '../backups/view-backups.ts';
import { createKey } from '../kms/create-key.ts';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import { missedToday } from './missed-today.ts';

const regionId = 'cn-hangzhou';
let world: World;
let backupId: string;
beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
  const instanceId = await world.instance('payments');
  value(await createKey(world.ports, world.actor, { ...aesKey, instanceId }));
  backupId = await world.backUp(instanceId);
});
afterEach(() => world.close());

const schedule = () => viewSchedule(world.ports, world.actor, regionId);
const missed = async () => missedToday(world.ports, regionId, await schedule());

it('counts what was missed since midnight in the region, from the enabling on', async () => {
  expect(await missed()).toBe(0);
  world.setNow('2026-11-24T05:00:10Z');
  await world.runDue();
  expect(await missed()).toBe(11); // 04:05 to 04:55
  world.setNow('2026-11-24T16:00:10Z'); // midnight there
  await world.runDue();
  expect(await missed()).toBe(0);
});

it('has nothing to miss where nothing is scheduled', async () => {
  expect(await missedToday(world.ports, 'cn-beijing', { scheduled: [] })).toBe(0);
});

it('tells of a schedule that keeps its times while something of it is damaged or failed', async () => {
  const { database } = world;
  const ailing = async () => (await schedule()).ailing;
  expect(await schedule()).toMatchObject({ count: 1, ailing: 0 });
  await database.backupInstance.update({ where: { id: backupId }, data: { damagedItems: ['KEY key-1'] } });
  expect(await ailing()).toBe(1);
  await database.backupInstance.update({ where: { id: backupId }, data: { damagedItems: [] } });
  const startedAt = new Date('2026-11-24T04:05:00Z');
  const { accountId, epoch } = await database.backupInstance.findUniqueOrThrow({ where: { id: backupId } });
  await database.snapshotRun.create({
    data: {
      backupInstanceId: backupId,
      accountId,
      epoch,
      leaseToken: 'lost',
      kind: 'INCREMENTAL',
      slotAt: startedAt,
      startedAt,
      finishedAt: startedAt,
      error: 'SOURCE_LOST',
    },
  });
  expect(await ailing()).toBe(1);
  await database.snapshotRun.update({ where: { backupInstanceId: backupId }, data: { error: null } });
  expect(await ailing()).toBe(0);
  await database.verification.create({
    data: {
      backupInstanceId: backupId,
      accountId,
      epoch,
      startedAt,
      finishedAt: startedAt,
      verifiedAt: startedAt,
      damagedCount: 1,
    },
  });
  expect(await ailing()).toBe(1);
  await database.verification.update({ where: { backupInstanceId: backupId }, data: { epoch: epoch + 1 } });
  expect(await ailing()).toBe(0);
});
