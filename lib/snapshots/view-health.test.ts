import { afterEach, beforeEach, expect, it } from 'vitest';
import { allBackups } from '../backups/view-backups.ts';
import { createKey } from '../kms/create-key.ts';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import { viewYears } from './view-health.ts';

const regionId = 'cn-hangzhou';
let world: World;
beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
});
afterEach(() => world.close());

it('keeps what was missed, and counts what changed by the region’s days', async () => {
  const { ports, actor } = world;
  const instanceId = await world.instance('payments');
  const make = async () => value(await createKey(ports, actor, { ...aesKey, instanceId }));
  await make();
  const backupId = await world.backUp(instanceId);
  const at = async (iso: string) => {
    world.setNow(iso);
    await world.runDue();
  };
  await make();
  await at('2026-11-24T04:05:10Z');
  await at('2026-11-24T04:10:10Z'); // quiet: covered, no point
  await make();
  await at('2026-11-24T04:40:10Z'); // 04:15 to 04:35 were missed
  await at('2026-11-24T16:00:10Z'); // and so was the afternoon; 00:00 of the next day there
  const year = (await viewYears(ports, actor, regionId, await allBackups(ports, actor, regionId))).get(
    backupId,
  );
  const [yesterday, today] = year?.days.slice(-2) ?? [];
  expect(yesterday).toMatchObject({ day: '2026-11-24', standing: 'data', points: 3, changes: 3 });
  expect(yesterday?.missed).toBe(5 + (16 * 60 - 4 * 60 - 45) / 5);
  expect(today).toMatchObject({ day: '2026-11-25', standing: 'data', points: 1, changes: 0, missed: 0 });
  expect(year?.missed).toEqual({ today: 0, week: yesterday?.missed, all: yesterday?.missed });
  expect(year?.enabledOn).toBe('2026-11-24');
});
