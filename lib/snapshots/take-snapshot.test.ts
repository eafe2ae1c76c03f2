import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enableBackup } from '../backups/enable-backup.ts';
import { disableKey, rotateKey } from '../kms/change-key.ts';
import { createKey } from '../kms/create-key.ts';
import { createSecret } from '../kms/create-secret.ts';
import { deleteKeyNow } from '../kms/delete-key.ts';
import { putSecretValue } from '../kms/put-secret-value.ts';
import { restoreItem } from '../restores/restore-item.ts';
import { aesKey, code, openWorld, value, type World } from '../testing/world.ts';
import { releaseSource } from './release-source.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { viewDay, viewTab } from './view-data.ts';

const regionId = 'cn-hangzhou';
const day = '2026-11-24';
const page = { search: '', cursor: null, pageSize: 50 };
let world: World;
let instanceId: string;

beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
  instanceId = await world.instance('payments');
});
afterEach(() => world.close());

async function newKey(alias: string | null = null): Promise<string> {
  return value(await createKey(world.ports, world.actor, { ...aesKey, instanceId, alias })).keyId;
}
const counts = async (backupId: string, on = day) =>
  value(await viewDay(world.ports, world.actor, { backupId, day: on })).counts;
const points = (backupId: string) =>
  world.database.backupPoint.findMany({ where: { backupInstanceId: backupId }, orderBy: { ordinal: 'asc' } });
const coverage = (backupId: string) =>
  world.database.backupCoverage.findMany({
    where: { backupInstanceId: backupId },
    orderBy: { firstSlotAt: 'asc' },
  });

describe('a first full backup', () => {
  it('holds every live key and secret, and shows them in the Fully tabs alone', async () => {
    const { ports, actor } = world;
    const keyId = await newKey('alias/cards');
    await newKey();
    value(await rotateKey(ports, actor, { regionId, keyId }));
    value(
      await createSecret(ports, actor, { instanceId, name: 'token', keyId, value: 'x', description: '' }),
    );
    const backupId = await world.backUp(instanceId);

    expect(await counts(backupId)).toEqual({
      KEY: { full: 2, incremental: 0, rotated: 0 },
      SECRET: { full: 1, incremental: 0, rotated: 0 },
    });
    const [point] = await points(backupId);
    expect(point).toMatchObject({
      ordinal: 1,
      kind: 'FULL',
      keyCount: 2,
      secretCount: 1,
      added: 3,
      closed: 0,
    });
  });

  it('of an empty instance is a point with nothing in it', async () => {
    const backupId = await world.backUp(instanceId);
    expect(await counts(backupId)).toMatchObject({ KEY: { full: 0 }, SECRET: { full: 0 } });
  });

  it('keeps nothing readable without its data key', async () => {
    const { ports, actor } = world;
    const keyId = await newKey();
    value(
      await createSecret(ports, actor, {
        instanceId,
        name: 'token',
        keyId,
        value: 'a-known-value',
        description: '',
      }),
    );
    await world.backUp(instanceId);
    const rows = await world.database.backupRecord.findMany();
    for (const row of rows) expect(Buffer.from(row.sealed).includes('a-known-value')).toBe(false);
  });
});

describe('incremental backups', () => {
  it('hold what was created, rotated, changed and deleted since, and cost nothing when nothing was', async () => {
    const { ports, actor } = world;
    const kept = await newKey('alias/kept');
    const rotated = await newKey();
    const deleted = await newKey();
    value(
      await createSecret(ports, actor, {
        instanceId,
        name: 'token',
        keyId: kept,
        value: 'x',
        description: '',
      }),
    );
    const backupId = await world.backUp(instanceId);

    world.setNow('2026-11-24T04:05:02Z');
    expect(await world.runDue()).toEqual([]);
    expect(await points(backupId)).toHaveLength(1);

    const created = await newKey();
    value(await rotateKey(ports, actor, { regionId, keyId: rotated }));
    value(await putSecretValue(ports, actor, { regionId, name: 'token', value: 'y' }));
    value(await disableKey(ports, actor, { regionId, keyId: kept }));
    value(await deleteKeyNow(ports, actor, { regionId, keyId: deleted, confirmedId: deleted }));
    world.setNow('2026-11-24T04:10:01Z');
    await world.runDue();

    const [, incremental] = await points(backupId);
    expect(incremental).toMatchObject({
      kind: 'INCREMENTAL',
      keyCount: 3,
      secretCount: 1,
      added: 4,
      closed: 4,
    });
    expect(await counts(backupId)).toEqual({
      KEY: { full: 3, incremental: 1, rotated: 1 },
      SECRET: { full: 1, incremental: 0, rotated: 1 },
    });
    const later = await viewTab(ports, actor, { backupId, day, itemType: 'KEY', tab: 'incremental', page });
    expect(value(later).items.map((item) => item.itemId)).toEqual([created]);
    const full = value(
      await viewTab(ports, actor, { backupId, day, itemType: 'KEY', tab: 'full', page }),
    ).items;
    expect(
      Object.fromEntries(
        full.map((item) => [item.itemId, [item.state, item.versionCount, item.againstLive]]),
      ),
    ).toEqual({
      [kept]: ['Disabled', 1, 'same'],
      [rotated]: ['Enabled', 2, 'same'],
      [deleted]: ['Enabled', 1, 'deleted'],
    });
    // Quiet slots extend the coverage of the point before them; nothing is papered over.
    expect(
      (await coverage(backupId)).map((row) => [
        row.ordinal,
        row.firstSlotAt.toISOString(),
        row.lastSlotAt.toISOString(),
      ]),
    ).toEqual([
      [1, '2026-11-24T04:00:00.000Z', '2026-11-24T04:05:00.000Z'],
      [2, '2026-11-24T04:10:00.000Z', '2026-11-24T04:10:00.000Z'],
    ]);
  });

  it('shows a key that was restored after the full in Incrementally, and deleted keys stay restorable', async () => {
    const { ports, actor } = world;
    const keyId = await newKey();
    const backupId = await world.backUp(instanceId);
    value(await deleteKeyNow(ports, actor, { regionId, keyId, confirmedId: keyId }));
    world.setNow('2026-11-24T04:06:00Z');
    await world.runDue();
    world.setNow('2026-11-24T16:00:01Z'); // midnight in Hangzhou
    await world.runDue();
    expect(await counts(backupId, '2026-11-25')).toMatchObject({ KEY: { full: 0, incremental: 0 } });
    const into = {
      backupId,
      day,
      itemType: 'KEY',
      itemId: keyId,
      regionId,
      instanceId,
      aliasChoice: { kind: 'keep' },
    } as const;
    value(await restoreItem(ports, actor, into));
    world.setNow('2026-11-24T16:05:01Z');
    await world.runDue();
    expect(await counts(backupId, '2026-11-25')).toMatchObject({ KEY: { full: 0, incremental: 1 } });
  });

  it('leave a gap where none ran', async () => {
    const backupId = await world.backUp(instanceId);
    world.setNow('2026-11-24T05:01:00Z');
    await world.runDue();
    expect((await coverage(backupId)).map((row) => row.firstSlotAt.toISOString())).toEqual([
      '2026-11-24T04:00:00.000Z',
      '2026-11-24T05:00:00.000Z',
    ]);
  });
});

describe('at midnight in the region', () => {
  it('one capture closes the day and opens the next; it writes only what differs', async () => {
    await newKey();
    const backupId = await world.backUp(instanceId);
    const late = await newKey();
    world.setNow('2026-11-24T16:00:02Z');
    await world.runDue();
    const [, second] = await points(backupId);
    expect(second).toMatchObject({ kind: 'FULL', keyCount: 2, added: 1, closed: 0 });
    expect((await counts(backupId, '2026-11-24')).KEY).toEqual({ full: 1, incremental: 1, rotated: 0 });
    expect((await counts(backupId, '2026-11-25')).KEY).toEqual({ full: 2, incremental: 0, rotated: 0 });
    const inOwnDay = { backupId, day, itemType: 'KEY', tab: 'incremental', page } as const;
    expect(value(await viewTab(world.ports, world.actor, inOwnDay)).items[0]?.itemId).toBe(late);
  });
});

describe('several at once', () => {
  it('a slot is taken once, whatever the number of looks', async () => {
    await newKey();
    const { ports, actor } = world;
    const backupId = await world.defaultBackup();
    value(await enableBackup(ports, actor, { backupId, sourceInstanceId: instanceId, alias: 'nightly' }));
    const reports = await Promise.all([world.runDue(), world.runDue(), world.runDue(), world.runDue()]);
    expect(reports.flat()).toHaveLength(1);
    expect(await points(backupId)).toHaveLength(1);
  });

  it('one whose lease ran out, or whose backup instance was associated anew, writes nothing', async () => {
    await newKey();
    const { ports, actor } = world;
    const backupId = await world.defaultBackup();
    value(await enableBackup(ports, actor, { backupId, sourceInstanceId: instanceId, alias: 'nightly' }));
    const now = await ports.clock.now();
    const until = new Date(now.getTime() + 60_000);
    const [slept] = await ports.snapshots.claimDue(now, until, 1, ports.ids.token);
    if (!slept) throw new Error('nothing was due');
    world.setNow('2026-11-24T04:04:00Z');
    await world.runDue();
    expect((await takeSnapshot(ports, slept)).kind).toBe('lost');
    expect(await points(backupId)).toHaveLength(1);
    expect(await world.database.backupRecord.count()).toBe(1);
  });
});

describe('when the source is released', () => {
  it('a last point is taken first, the schedule stops, and everything can be restored elsewhere', async () => {
    const { ports, actor } = world;
    const backupId = await world.backUp(instanceId);
    const keyId = await newKey('alias/last-minute');
    const wrongName = await releaseSource(ports, actor, { instanceId, confirmedName: 'payment' });
    expect(code(wrongName)).toBe('NAME_NOT_CONFIRMED');
    value(await releaseSource(ports, actor, { instanceId, confirmedName: 'payments' }));
    expect(await world.database.kmsKey.count()).toBe(0);
    expect(await world.database.dataKey.count({ where: { ownerId: instanceId } })).toBe(0);

    world.setNow('2026-11-24T04:10:01Z');
    expect((await world.runDue()).map((report) => report.outcome)).toEqual(['source-released']);
    world.setNow('2026-11-24T05:10:01Z');
    expect(await world.runDue()).toEqual([]);

    const other = await world.instance('payments-new');
    const into = {
      backupId,
      day,
      itemType: 'KEY',
      itemId: keyId,
      regionId,
      aliasChoice: { kind: 'keep' },
    } as const;
    value(await restoreItem(ports, actor, { ...into, instanceId: other }));
    expect((await ports.kms.findKey(actor.accountId, regionId, keyId))?.key.alias).toBe('alias/last-minute');
  });
});
