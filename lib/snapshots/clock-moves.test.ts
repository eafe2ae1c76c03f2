import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enableBackup } from '../backups/enable-backup.ts';
import { dayOf, slotAt, slotMinutes } from '../kernel/calendar.ts';
import { builtInRegions, timeZoneIn } from '../kernel/regions.ts';
import { createKey } from '../kms/create-key.ts';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import { releaseSource } from './release-source.ts';
import { runDue } from './run-due.ts';
import { latestDue } from './schedule.ts';

const slotMs = slotMinutes * 60_000;
let world: World;
beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
});
afterEach(() => world.close());

const look = async (now: Date) => {
  world.setNow(now.toISOString());
  return runDue(world.ports, (_, error) => {
    throw error;
  });
};
const at = (time: string) => new Date(`2026-11-24T${time}Z`);
const spans = async (backupId: string) => {
  const rows = await world.ports.snapshots.coverage(backupId, new Date(0), new Date('2099-01-01'));
  const time = (slot: Date) => slot.toISOString().slice(11, 16);
  return rows.map((row) => `${row.ordinal} ${time(row.firstSlotAt)}-${time(row.lastSlotAt)}`);
};

describe('when the clock goes back', () => {
  let instanceId: string;
  let backupId: string;
  const newKey = () => createKey(world.ports, world.actor, { ...aesKey, instanceId });
  beforeEach(async () => {
    instanceId = await world.instance('payments');
    backupId = await world.backUp(instanceId);
    for (const time of ['04:05:01', '04:10:01']) await look(at(time));
  });

  it('from a time that was wrong, the schedule goes on where it was, and the wrong slots count no more', async () => {
    await look(new Date('2026-12-24T09:01:00Z'));
    expect(await spans(backupId)).toEqual(['1 04:00-04:10', '2 09:00-09:00']);
    value(await newKey());
    await look(at('04:15:01'));
    expect(await spans(backupId)).toEqual(['1 04:00-04:10', '3 04:15-04:15']);
    const backup = await world.database.backupInstance.findUniqueOrThrow({ where: { id: backupId } });
    expect(backup).toMatchObject({
      dueAt: at('04:20:00'),
      fullDueAt: at('16:00:00'),
      lastLookAt: at('04:15:01'),
    });
  });

  it('into slots that are covered, it waits for the first that is not, five minutes at most', async () => {
    await look(at('06:00:01'));
    await look(at('04:07:00'));
    expect(await spans(backupId)).toEqual(['1 04:00-04:05']);
    value(await newKey());
    expect((await look(at('04:10:01'))).snapshots).toMatchObject([{ outcome: 'point' }]);
    expect(await spans(backupId)).toEqual(['1 04:00-04:05', '2 04:10-04:10']);
  });

  it('by less than two slots, it waits for the slot that was due', async () => {
    expect(await look(at('04:06:00'))).toEqual({ quiet: 0, snapshots: [] });
    expect(await spans(backupId)).toEqual(['1 04:00-04:10']);
    expect((await look(at('04:15:00'))).quiet).toBe(1);
  });

  it('over the first full, another is taken', async () => {
    await look(at('02:00:01'));
    expect(await spans(backupId)).toEqual(['2 02:00-02:00']);
    expect((await world.ports.snapshots.points(backupId, 2, 2))[0]).toMatchObject({ kind: 'FULL' });
  });

  it('a lease from the future is nobody’s, and recorded times come back', async () => {
    const { ports, database } = world;
    const future = new Date('2026-12-24T09:01:00Z');
    await database.dataKey.updateMany({
      where: { ownerId: instanceId },
      data: { wrapped: new Uint8Array(60) },
    });
    world.setNow(future.toISOString());
    await runDue(ports, () => undefined);
    const run = () => database.snapshotRun.findUniqueOrThrow({ where: { backupInstanceId: backupId } });
    expect(await run()).toMatchObject({ error: 'FAILED', lastErrorAt: future });
    const held = await ports.snapshots.claimOne(
      backupId,
      future,
      new Date(future.getTime() + 60_000),
      'asleep',
    );
    expect(held).toBeDefined();
    await database.backupInstance.update({ where: { id: backupId }, data: { dueAt: future } });
    const now = at('04:15:01');
    world.setNow(now.toISOString());
    await runDue(ports, () => undefined);
    const { finishedAt, lastErrorAt, startedAt } = await run();
    for (const time of [finishedAt, lastErrorAt, startedAt])
      expect(time?.getTime()).toBeLessThanOrEqual(+now);
  });

  it('the last point before a release takes away the slots after now too', async () => {
    await look(at('09:00:01'));
    world.setNow(at('04:17:00').toISOString());
    value(await newKey());
    value(await releaseSource(world.ports, world.actor, { instanceId, confirmedName: 'payments' }));
    expect(await spans(backupId)).toEqual(['1 04:00-04:10', '2 04:15-04:15']);
  });
});

describe('whatever the clock does', () => {
  type Step = { readonly move: number; readonly change: boolean; readonly looks: number };
  const minutes = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 12 }) },
    { weight: 2, arbitrary: fc.integer({ min: 13, max: 3000 }) },
    { weight: 2, arbitrary: fc.integer({ min: -20, max: -1 }) },
    { weight: 1, arbitrary: fc.integer({ min: -3000, max: -20 }) },
  );
  const step: fc.Arbitrary<Step> = fc.record({
    move: minutes,
    change: fc.boolean(),
    looks: fc.integer({ min: 1, max: 2 }),
  });

  it('a slot is covered once if it was looked at and not passed again, and each day begins with its one full', async () => {
    let used = 0;
    const steps = fc.array(step, { minLength: 5, maxLength: 25 });
    const regions = fc.shuffledSubarray([...builtInRegions], { minLength: 1, maxLength: 1 });
    await fc.assert(
      fc.asyncProperty(steps, regions, async (steps, [region]) => {
        if (!region) throw new Error('no region');
        const { ports, actor, database } = world;
        const instanceId = await world.instance(`fleet-${++used}`, { regionId: region.id });
        let now = new Date('2026-03-28T22:58:00Z');
        world.setNow(now.toISOString());
        const backup = await database.backupInstance.create({
          data: {
            id: `kbi-${used}`,
            accountId: actor.accountId,
            regionId: region.id,
            type: 'PURCHASED',
            queryableDays: 7,
            createdAt: now,
          },
        });
        value(
          await enableBackup(ports, actor, { backupId: backup.id, sourceInstanceId: instanceId, alias: 'a' }),
        );
        let covered = new Set<number>();
        let due = slotAt(now).getTime();
        for (const { move, change, looks } of steps) {
          now = new Date(now.getTime() + move * 60_000);
          world.setNow(now.toISOString());
          if (change) value(await createKey(ports, actor, { ...aesKey, instanceId }));
          const slot = slotAt(now).getTime();
          if (due > latestDue(now).getTime()) {
            covered = new Set([...covered].filter((one) => one <= slot));
            due = covered.has(slot) ? slot + slotMs : slot;
          }
          if (due <= slot) {
            covered.add(slot);
            due = slot + slotMs;
          }
          await Promise.all(Array.from({ length: looks }, () => look(now)));
          await check(backup.id, region.id, covered, now);
        }
        await database.backupInstance.update({ where: { id: backup.id }, data: { state: 'DISABLED' } });
      }),
      { numRuns: 4 },
    );
  }, 300_000);

  async function check(backupId: string, regionId: string, covered: ReadonlySet<number>, now: Date) {
    const { ports, database } = world;
    const rows = await ports.snapshots.coverage(backupId, new Date(0), new Date('2099-01-01'));
    const found: number[] = [];
    const firstOfDay = new Map<string, number>();
    for (const row of rows) {
      for (let slot = row.firstSlotAt.getTime(); slot <= row.lastSlotAt.getTime(); slot += slotMs) {
        found.push(slot);
        const day = dayOf(new Date(slot), timeZoneIn(ports.regions, regionId));
        if (!firstOfDay.has(day)) firstOfDay.set(day, row.ordinal);
      }
    }
    expect(found).toEqual([...covered].sort((a, b) => a - b));
    const points = await ports.snapshots.points(backupId, 1, 1e6);
    const kept = new Set(rows.map((row) => row.ordinal));
    const fulls = points.filter((point) => point.kind === 'FULL' && kept.has(point.ordinal));
    expect(fulls.map((point) => point.ordinal).sort()).toEqual([...firstOfDay.values()].sort());
    const backup = await database.backupInstance.findUniqueOrThrow({ where: { id: backupId } });
    expect(backup.dueAt?.getTime()).toBeLessThanOrEqual(latestDue(now).getTime());
    expect(backup.dueAt?.getTime()).toBeGreaterThan(now.getTime());
    expect(backup.leaseToken).toBeNull();
  }
});
