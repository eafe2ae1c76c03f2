import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enableBackup } from '../backups/enable-backup.ts';
import { createKey } from '../kms/create-key.ts';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import { runDue } from './run-due.ts';
import { takeUnchangedFulls } from './take-unchanged-fulls.ts';

let world: World;
let instanceId: string;
let backupId: string;
beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
  instanceId = await world.instance('payments');
  await newKey();
  backupId = await world.backUp(instanceId);
});
afterEach(() => world.close());

const newKey = () => createKey(world.ports, world.actor, { ...aesKey, instanceId });
const look = async (time: string) => {
  world.setNow(`2026-11-24T${time}Z`);
  const failed: unknown[] = [];
  const due = await runDue(world.ports, (_, error) => failed.push(error));
  return { quiet: due.quiet, taken: due.snapshots.map(({ outcome }) => outcome) };
};
const backup = () => world.database.backupInstance.findUniqueOrThrow({ where: { id: backupId } });
const spans = async () => {
  const rows = await world.ports.snapshots.coverage(backupId, new Date(0), new Date('2099-01-01'));
  return rows.map(
    (row) =>
      `${row.ordinal} ${row.firstSlotAt.toISOString().slice(11, 16)}-${row.lastSlotAt.toISOString().slice(11, 16)}`,
  );
};

describe('a source that has not changed', () => {
  it('costs one row of coverage, however many slots; a gap between them stays open', async () => {
    expect(await look('04:05:01')).toEqual({ quiet: 1, taken: [] });
    expect(await look('04:05:09')).toEqual({ quiet: 0, taken: [] });
    expect(await look('04:10:01')).toEqual({ quiet: 1, taken: [] });
    expect(await look('04:31:00')).toEqual({ quiet: 1, taken: [] });
    expect(await spans()).toEqual(['1 04:00-04:10', '1 04:30-04:30']);
    expect(await backup()).toMatchObject({
      dueAt: new Date('2026-11-24T04:35:00Z'),
      lastLookAt: new Date('2026-11-24T04:31:00Z'),
      leaseToken: null,
    });
    expect(await world.database.backupPoint.count()).toBe(1);
  });

  it('is looked at by itself once it has changed, where the newest point is not intact, or when a full is due', async () => {
    value(await newKey());
    expect(await look('04:05:01')).toEqual({ quiet: 0, taken: ['point'] });
    await world.database.backupPoint.updateMany({ where: { ordinal: 2 }, data: { mac: new Uint8Array(32) } });
    expect(await look('04:10:01')).toEqual({ quiet: 0, taken: ['point'] });
    expect(
      await world.database.backupPoint.findMany({ select: { ordinal: true, kind: true } }),
    ).toContainEqual({ ordinal: 3, kind: 'FULL' });
    expect(await look('16:00:01')).toEqual({ quiet: 0, taken: ['point'] });
  });

  it('is left to whoever holds it, and an expired backup instance to nobody', async () => {
    const { ports, database } = world;
    world.setNow('2026-11-24T04:05:01Z');
    const now = await ports.clock.now();
    const [held] = await ports.snapshots.claimDue(now, new Date('2026-11-24T04:06:01Z'), 1, ports.ids.token);
    expect(held).toBeDefined();
    expect(await look('04:05:11')).toEqual({ quiet: 0, taken: [] });
    await database.backupInstance.update({
      where: { id: backupId },
      data: { expiresAt: new Date('2026-11-24T04:06:00Z') },
    });
    expect(await look('04:10:01')).toEqual({ quiet: 0, taken: [] });
    expect(await spans()).toEqual(['1 04:00-04:00']);
  });

  it('ends an older failure, which is remembered', async () => {
    const { database } = world;
    const where = { ownerId: instanceId };
    const { wrapped } = await database.dataKey.findFirstOrThrow({ where });
    value(await newKey());
    await database.dataKey.updateMany({ where, data: { wrapped: new Uint8Array(60) } });
    expect(await look('04:05:01')).toEqual({ quiet: 0, taken: ['failed'] });
    const run = () => database.snapshotRun.findUniqueOrThrow({ where: { backupInstanceId: backupId } });
    const failedAt = new Date('2026-11-24T04:05:01Z');
    expect(await run()).toMatchObject({ error: 'FAILED', lastError: 'FAILED', lastErrorAt: failedAt });
    await database.dataKey.updateMany({ where, data: { wrapped } });
    // As if another had seen the change meanwhile.
    await database.$executeRaw`UPDATE backup_instances b SET through_seq = change_seq FROM kms_instances i
      WHERE i.id = b.source_instance_id`;
    expect(await look('04:06:00')).toEqual({ quiet: 1, taken: [] });
    expect(await run()).toMatchObject({ error: null, lastError: 'FAILED', lastErrorAt: failedAt });
    expect((await run()).finishedAt).not.toBeNull();
  });
});

describe('a row that somebody planted in one backup', () => {
  let otherId: string;
  beforeEach(async () => {
    const regionId = 'cn-beijing';
    const sourceInstanceId = await world.instance('billing', { regionId });
    otherId = await world.defaultBackup(regionId);
    const other = { backupId: otherId, sourceInstanceId, alias: 'nightly' };
    value(await enableBackup(world.ports, world.actor, other));
    await world.runDue();
  });
  const ordinals = async (backupInstanceId: string) => {
    const points = await world.database.backupPoint.findMany({ where: { backupInstanceId } });
    return points.map(({ ordinal, kind }) => `${ordinal} ${kind}`).sort();
  };

  it('as coverage of a slot to come, holds up nobody', async () => {
    const slot = new Date('2026-11-24T04:15:00Z');
    await world.database.backupCoverage.create({
      data: { backupInstanceId: backupId, ordinal: 1, firstSlotAt: slot, lastSlotAt: slot },
    });
    expect(await look('04:15:01')).toEqual({ quiet: 2, taken: [] });
  });

  it('as the point that would be next, holds up no full at midnight: its own goes on behind it', async () => {
    const [point] = await world.database.backupPoint.findMany({ where: { backupInstanceId: backupId } });
    if (!point) throw new Error('There is no point');
    await world.database.backupPoint.create({ data: { ...point, ordinal: 2 } });
    expect((await look('16:00:01')).taken).toEqual(['point', 'point']);
    expect(await ordinals(otherId)).toEqual(['1 FULL', '2 FULL']);
    expect(await ordinals(backupId)).toEqual(['1 FULL', '2 FULL', '3 FULL']);
  });
});

describe('a full at midnight of a source that has not changed', () => {
  it('is the full that it would have been by itself', async () => {
    const before = await world.ports.snapshots.points(backupId, 1, 1);
    expect(await look('16:00:01')).toEqual({ quiet: 0, taken: ['point'] });
    const [full] = await world.ports.snapshots.points(backupId, 2, 2);
    expect(full).toMatchObject({ kind: 'FULL', keyCount: 1, secretCount: 0, added: 0, closed: 0 });
    expect(full?.setHash).toEqual(before[0]?.setHash);
    expect(await backup()).toMatchObject({ fullDueAt: new Date('2026-11-25T16:00:00Z'), headOrdinal: 2 });
  });

  it('is taken by itself where an item was changed behind the back of the KMS, and names it', async () => {
    await world.database.kmsKey.updateMany({ data: { description: 'changed' } });
    expect(await look('16:00:01')).toEqual({ quiet: 0, taken: ['point'] });
    expect((await backup()).damagedItems).toHaveLength(1);
  });

  it('is taken by itself where a record is gone together with its item', async () => {
    const { ports, database } = world;
    await database.backupRecord.deleteMany();
    await database.kmsKey.deleteMany();
    world.setNow('2026-11-24T16:00:01Z');
    const now = await ports.clock.now();
    const claims = await ports.snapshots.claimDue(now, new Date('2026-11-24T16:01:01Z'), 9, ports.ids.token);
    expect(claims).toHaveLength(1);
    expect(await ports.snapshots.unchangedSources(claims)).toEqual([]);
  });

  it('fails where the source can not be opened any more', async () => {
    const where = { ownerId: instanceId };
    await world.database.dataKey.updateMany({ where, data: { wrapped: new Uint8Array(60) } });
    expect(await look('16:00:01')).toEqual({ quiet: 0, taken: ['failed'] });
  });

  it('writes nothing once its lease was lost', async () => {
    const { ports } = world;
    world.setNow('2026-11-24T16:00:01Z');
    const claims = await ports.snapshots.claimDue(
      await ports.clock.now(),
      new Date('2026-11-24T16:01:01Z'),
      9,
      ports.ids.token,
    );
    const found = await ports.snapshots.unchangedSources(claims);
    expect(found).toHaveLength(1);
    expect(await look('16:02:30')).toEqual({ quiet: 0, taken: ['point'] });
    expect(await ports.snapshots.unchangedSources(claims)).toEqual([]);
    const late = {
      ...ports,
      snapshots: { ...ports.snapshots, unchangedSources: async () => found },
    };
    expect(await takeUnchangedFulls(late, claims)).toMatchObject({ taken: [], lost: claims, left: [] });
    expect(await world.database.backupPoint.count()).toBe(2);
  });
});
