import { afterEach, beforeEach, expect, it } from 'vitest';
import { builtInRegions } from '../kernel/regions.ts';
import { ok } from '../kernel/result.ts';
import { releaseInstance } from '../kms/release-instance.ts';
import { code, openWorld, value, type World } from '../testing/world.ts';
import { ensureDefaultInstances } from './default-instances.ts';
import { enableBackup } from './enable-backup.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const enable = async (sourceInstanceId: string, regionId = 'cn-hangzhou', actor = world.actor) =>
  enableBackup(world.ports, actor, {
    backupId: await world.defaultBackup(regionId),
    sourceInstanceId,
    alias: 'nightly',
  });

it('every region has exactly one default backup instance, Disabled, seven days, without an end, however often it is ensured', async () => {
  const { ports, actor, database } = world;
  await Promise.all([1, 2, 3].map(() => ensureDefaultInstances(ports, actor.accountId, builtInRegions)));
  const found = await database.backupInstance.findMany({ where: { accountId: actor.accountId } });
  expect(found.map((backup) => backup.regionId).toSorted()).toEqual(
    builtInRegions.map((region) => region.id).toSorted(),
  );
  for (const backup of found) {
    expect(backup).toMatchObject({ type: 'DEFAULT', state: 'DISABLED', queryableDays: 7, expiresAt: null });
  }
});

it('enables once: the second of two who press OK at the same moment is told', async () => {
  const source = await world.instance('payments');
  const results = await Promise.all([enable(source), enable(source), enable(source)]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  for (const result of results) if (!result.ok) expect(result.error.code).toBe('BACKUP_ALREADY_ENABLED');
  expect(await world.database.dataKey.count({ where: { ownerId: await world.defaultBackup() } })).toBe(1);
});

it('refuses hardware, released, unknown, of another region and of another account', async () => {
  const { ports, actor } = world;
  expect(code(await enable(await world.instance('hsm', { type: 'HARDWARE' })))).toBe('SOURCE_HARDWARE');
  const released = await world.instance('old');
  value(await releaseInstance(ports, actor, { instanceId: released, confirmedName: 'old' }));
  expect(code(await enable(released))).toBe('SOURCE_RELEASED');
  expect(code(await enable('kst-unknown'))).toBe('SOURCE_NOT_FOUND');
  expect(code(await enable(await world.instance('far', { regionId: 'us-east-1' })))).toBe('SOURCE_NOT_FOUND');
  const source = await world.instance('payments');
  const stranger = { ...actor, accountId: 'acc-other' };
  expect(code(await enable(source, 'cn-hangzhou', stranger))).toBe('BACKUP_NOT_FOUND');
  expect(await world.database.backupInstance.count({ where: { state: 'ENABLED' } })).toBe(0);
});

it('lets an instance be the source of several backup instances', async () => {
  const { database, actor } = world;
  const source = await world.instance('payments');
  const purchased = {
    id: 'kbi-purchased',
    accountId: actor.accountId,
    regionId: 'cn-hangzhou',
    queryableDays: 30,
  };
  await database.backupInstance.create({ data: { ...purchased, type: 'PURCHASED', createdAt: new Date() } });
  value(await enable(source));
  const second = { backupId: purchased.id, sourceInstanceId: source, alias: 'long' };
  value(await enableBackup(world.ports, actor, second));
  await world.runDue();
  expect(await database.backupPoint.count()).toBe(2);
});

it('refuses an expired one', async () => {
  const { database, ports, actor } = world;
  const sourceInstanceId = await world.instance('payments');
  const expired = {
    id: 'kbi-expired',
    accountId: actor.accountId,
    regionId: 'cn-hangzhou',
    queryableDays: 30,
  };
  const at = new Date('2026-11-24T04:01:00Z');
  await database.backupInstance.create({
    data: { ...expired, type: 'PURCHASED', createdAt: at, expiresAt: at },
  });
  expect(code(await enableBackup(ports, actor, { backupId: expired.id, sourceInstanceId, alias: 'x' }))).toBe(
    'BACKUP_EXPIRED',
  );
});

it('of an enabling and a release at the same moment, the enabling is told that its source is gone', async () => {
  const { database, ports, actor } = world;
  const source = await world.instance('payments');
  const now = await ports.clock.now();
  const started: ReturnType<typeof enable>[] = [];
  const released = await ports.kms.inInstance(actor.accountId, source, async (transaction) => {
    const enabling = enable(source);
    started.push(enabling);
    let ended = false;
    void enabling.finally(() => {
      ended = true;
    });
    while (!ended && !(await isWaiting(database))); // until it waits for the instance, or didn't
    await transaction.release(now);
    return ok(undefined);
  });
  value(released);
  for (const enabling of started) expect(code(await enabling)).toBe('SOURCE_RELEASED');
  expect(await database.backupInstance.count({ where: { state: 'ENABLED' } })).toBe(0);
});

async function isWaiting(database: World['database']): Promise<boolean> {
  const waiting = await database.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return waiting.length > 0;
}
