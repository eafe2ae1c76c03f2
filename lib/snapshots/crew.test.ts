import { afterEach, beforeEach, expect, it } from 'vitest';
import { enableBackup } from '../backups/enable-backup.ts';
import { createKey } from '../kms/create-key.ts';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import { newCrew } from './crew.ts';
import type { SnapshotPorts } from './ports.ts';
import { runDue } from './run-due.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
});
afterEach(() => world.close());

async function enabled(
  regionId: string,
): Promise<{ readonly instanceId: string; readonly backupId: string }> {
  const instanceId = await world.instance('payments', { regionId });
  const backupId = await world.defaultBackup(regionId);
  value(
    await enableBackup(world.ports, world.actor, {
      backupId,
      sourceInstanceId: instanceId,
      alias: 'nightly',
    }),
  );
  return { instanceId, backupId };
}
const change = (instanceId: string) => createKey(world.ports, world.actor, { ...aesKey, instanceId });

/** The ports with captures of these backup instances that last until `end`. */
function withLongCaptures(backupIds: readonly string[]) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const running = new Set<string>();
  const { snapshots } = world.ports;
  const capture: SnapshotPorts['snapshots']['capture'] = async (claim, work) => {
    if (backupIds.includes(claim.backup.id)) {
      running.add(claim.backup.id);
      await ended;
    }
    return snapshots.capture(claim, work);
  };
  return { ports: { ...world.ports, snapshots: { ...snapshots, capture } }, running, end };
}

it('a look beside fulls that take long does what else is due, with the workers that are left', async () => {
  const early = await enabled('cn-hangzhou');
  await world.runDue();
  const slow = [await enabled('cn-beijing'), await enabled('us-east-1')];
  const long = withLongCaptures(slow.map(({ backupId }) => backupId));
  const crew = newCrew();
  const failed = (_: string, error: unknown) => {
    throw error;
  };
  const looks = [runDue(long.ports, failed, crew)];
  while (long.running.size < slow.length) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    looks.push(runDue(long.ports, failed, crew)); // as the cron does
  }
  expect(crew.free.full).toBe(0);

  const through = async () => {
    const { dueAt } = await world.database.backupInstance.findUniqueOrThrow({
      where: { id: early.backupId },
    });
    return dueAt?.toISOString();
  };
  world.setNow('2026-11-24T04:05:01Z');
  value(await change(early.instanceId));
  looks.push(runDue(long.ports, failed, crew));
  await expect.poll(through).toBe('2026-11-24T04:10:00.000Z');
  world.setNow('2026-11-24T04:10:01Z');
  looks.push(runDue(long.ports, failed, crew));
  await expect.poll(through).toBe('2026-11-24T04:15:00.000Z');

  // A full that is due meanwhile has its turn as soon as one of the two workers is free.
  const late = await enabled('eu-west-1');
  long.end();
  const reports = (await Promise.all(looks)).flatMap(({ snapshots }) => snapshots);
  const taken = reports.filter(({ outcome }) => outcome === 'point').map(({ backupId }) => backupId);
  expect(taken.toSorted()).toEqual([early, ...slow, late].map(({ backupId }) => backupId).toSorted());
  expect(crew.free).toEqual({ incremental: 2, full: 2, large: 2 });
});

it('what has to look at very many items keeps to a lane of its own', async () => {
  const { ports, database } = world;
  const { instanceId, backupId } = await enabled('cn-hangzhou');
  await database.$executeRaw`INSERT INTO kms_instance_usage (instance_id, keys) VALUES (${instanceId}, 1001)
    ON CONFLICT (instance_id) DO UPDATE SET keys = 1001`;
  const now = await ports.clock.now();
  const claim = (lane: 'incremental' | 'full' | 'large') =>
    ports.snapshots.claimDue(now, new Date(now.getTime() + 60_000), 9, ports.ids.token, lane);
  expect(await claim('full')).toEqual([]);
  expect(await claim('incremental')).toEqual([]);
  const claims = await claim('large');
  expect(claims.map(({ backup }) => backup.id)).toEqual([backupId]);
  await ports.snapshots.letGo(claims);
  expect(await claim('large')).toHaveLength(1);
});

it('a snapshot that takes longer than half a second shows how far it is and renews its lease', async () => {
  const { database } = world;
  const { instanceId, backupId } = await enabled('cn-hangzhou');
  value(await change(instanceId));
  const shown = async () => database.snapshotRun.findUnique({ where: { backupInstanceId: backupId } });
  const { snapshots } = world.ports;
  const capture: SnapshotPorts['snapshots']['capture'] = (claim, work) =>
    snapshots.capture(claim, async (session) => {
      const slow = {
        ...session,
        async *items(scope: Parameters<typeof session.items>[0]) {
          while ((await shown()) === null) await new Promise((resolve) => setTimeout(resolve, 20));
          yield* session.items(scope);
        },
      };
      return work(slow);
    });
  const ports = { ...world.ports, snapshots: { ...snapshots, capture } };
  let seen: Awaited<ReturnType<typeof shown>> = null;
  const running = runDue(ports, (_, error) => {
    throw error;
  });
  while (seen === null) seen = await shown();
  expect(seen).toMatchObject({ kind: 'FULL', finishedAt: null, error: null });
  expect((await running).snapshots).toEqual([{ backupId, outcome: 'point' }]);
  expect(await shown()).toMatchObject({ done: 1, total: 1, error: null, finishedAt: expect.any(Date) });
});
