import { afterEach, beforeEach, expect, it } from 'vitest';
import { createKey } from '../kms/create-key.ts';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import { viewBackup } from './view-data.ts';
import { viewEmptyDay } from './view-empty-day.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
});
afterEach(() => world.close());

it('tells what was missed on a day without a full backup, and which days have one', async () => {
  const { ports, actor } = world;
  const instanceId = await world.instance('payments');
  value(await createKey(ports, actor, { ...aesKey, instanceId }));
  const backupId = await world.backUp(instanceId);
  const ask = async (day: string) =>
    viewEmptyDay(ports, value(await viewBackup(ports, actor, backupId)), day);
  // The region's 25 November ends at 16:00 UTC: nothing ran until noon of the 26th.
  world.setNow('2026-11-26T04:00:10Z');
  await world.runDue();
  const empty = await ask('2026-11-25');
  expect(empty).toMatchObject({ missed: 288, reason: 'missed', before: '2026-11-24', after: '2026-11-26' });
  expect(empty.line.gaps).toEqual([
    {
      firstSlotAt: new Date('2026-11-24T16:00:00Z'),
      lastSlotAt: new Date('2026-11-25T15:55:00Z'),
      slots: 288,
    },
  ]);
  // The next day has begun; its first slot may still be on its way, and two hours later it isn't.
  world.setNow('2026-11-26T16:02:00Z');
  expect(await ask('2026-11-27')).toMatchObject({
    missed: 0,
    reason: 'due',
    before: '2026-11-26',
    after: null,
  });
  world.setNow('2026-11-26T18:02:00Z');
  expect(await ask('2026-11-27')).toMatchObject({ missed: 24, reason: 'missed' });
});
