import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rotateKey } from '../kms/change-key.ts';
import { createKey } from '../kms/create-key.ts';
import { createSecret } from '../kms/create-secret.ts';
import { deleteKeyNow } from '../kms/delete-key.ts';
import { deleteSecretNow } from '../kms/delete-secret.ts';
import { putSecretValue } from '../kms/put-secret-value.ts';
import { restoreItem } from '../restores/restore-item.ts';
import { aesKey, code, openWorld, value, type World } from '../testing/world.ts';
import { checkShownDay } from './check-shown-day.ts';
import { runDue } from './run-due.ts';
import { viewBackup } from './view-data.ts';

const regionId = 'cn-hangzhou';
let world: World;
let instanceId: string;

beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
  instanceId = await world.instance('payments');
});
afterEach(() => world.close());

async function newKey(): Promise<string> {
  const made = await createKey(world.ports, world.actor, { ...aesKey, instanceId });
  return value(made).keyId;
}
const damaged = async (backupId: string) =>
  value(await viewBackup(world.ports, world.actor, backupId)).backup.damagedItems;
const brokenAt = async (backupId: string, day: string) =>
  value(await checkShownDay(world.ports, world.actor, { backupId, day })).brokenAt;
const brokenSlot = async (backupId: string, day: string) =>
  value(await checkShownDay(world.ports, world.actor, { backupId, day })).brokenSlotAt;
const restore = (backupId: string, day: string, itemId: string) =>
  restoreItem(world.ports, world.actor, {
    backupId,
    day,
    itemType: 'KEY',
    itemId,
    regionId,
    instanceId,
    aliasChoice: { kind: 'keep' },
  });

describe('damage in the source, made with the database alone,', () => {
  it.each([
    ['material', `UPDATE kms_key_versions SET material = '\\x00'`],
    ['canary', `UPDATE kms_key_versions SET canary = '\\x00'`],
    ['the primary version gone', 'DELETE FROM kms_key_versions'],
    ['another state', `UPDATE kms_keys SET state = 'Disabled'`],
  ])('of a key (%s) is named until it is well, and its good record stays', async (_, sql) => {
    const keyId = await newKey();
    const backupId = await world.backUp(instanceId);
    const other = await newKey();
    await world.database.$executeRawUnsafe(
      `${sql} WHERE true ${sql.includes('kms_keys') ? `AND key_id = '${keyId}'` : ''}`,
    );
    world.setNow('2026-11-24T16:00:01Z'); // midnight in Hangzhou
    await world.runDue();
    expect(await damaged(backupId)).toContain(`KEY ${keyId}`);
    world.setNow('2026-11-24T16:05:01Z');
    await world.runDue();
    expect(await damaged(backupId)).toContain(`KEY ${keyId}`);

    for (const one of [keyId, other]) {
      value(await deleteKeyNow(world.ports, world.actor, { regionId, keyId: one, confirmedId: one }));
    }
    expect(value(await restore(backupId, '2026-11-25', keyId)).provenCount).toBe(1);
    world.setNow('2026-11-24T16:10:01Z');
    await world.runDue();
    expect(await damaged(backupId)).toEqual([]);
  });

  it('of a secret is named, and its good record stays, until it is deleted and restored', async () => {
    const { ports, actor, database } = world;
    const keyId = await newKey();
    value(
      await createSecret(ports, actor, { instanceId, name: 'token', keyId, value: 'x', description: '' }),
    );
    const backupId = await world.backUp(instanceId);
    await database.$executeRaw`UPDATE kms_secret_versions SET ciphertext = '\\x00'`;
    world.setNow('2026-11-24T16:00:01Z');
    await world.runDue();
    expect(await damaged(backupId)).toEqual(['SECRET token']);
    expect(await database.backupRecord.count({ where: { itemType: 'SECRET' } })).toBe(1);
    expect(code(await putSecretValue(ports, actor, { regionId, name: 'token', value: 'y' }))).toBe(
      'SECRET_DAMAGED',
    );
    value(await deleteSecretNow(ports, actor, { regionId, name: 'token', confirmedName: 'token' }));
    const back = { backupId, day: '2026-11-25', itemId: 'token', regionId, instanceId } as const;
    value(await restoreItem(ports, actor, { ...back, itemType: 'SECRET' }));
    world.setNow('2026-11-24T16:05:01Z');
    await world.runDue();
    expect(await damaged(backupId)).toEqual([]);
  });
});

describe('damage in the backup', () => {
  it('is found where a record was rolled back to an older one, on every later day', async () => {
    const { ports, actor, database } = world;
    const keyId = await newKey();
    const backupId = await world.backUp(instanceId);
    value(await rotateKey(ports, actor, { regionId, keyId }));
    world.setNow('2026-11-24T04:05:01Z');
    await world.runDue();
    world.setNow('2026-11-25T04:05:01Z');
    await world.runDue();
    expect(await brokenAt(backupId, '2026-11-25')).toBeNull();
    await database.$executeRaw`DELETE FROM backup_records WHERE backup_instance_id = ${backupId} AND from_ordinal = 2`;
    await database.$executeRaw`UPDATE backup_records SET to_ordinal = NULL WHERE backup_instance_id = ${backupId}`;
    expect(await brokenAt(backupId, '2026-11-24')).toBe(2);
    expect(await brokenSlot(backupId, '2026-11-24')).toEqual(new Date('2026-11-24T04:05:00Z'));
    expect(await brokenAt(backupId, '2026-11-25')).toBe(3);
    value(await deleteKeyNow(ports, actor, { regionId, keyId, confirmedId: keyId }));
    expect(code(await restore(backupId, '2026-11-25', keyId))).toBe('RECORD_DAMAGED');
  });

  it('is found where a row poses as another item, and where the newest point was dropped', async () => {
    const { ports, actor, database } = world;
    const keyId = await newKey();
    const backupId = await world.backUp(instanceId);
    await database.$executeRaw`UPDATE backup_records SET item_id = 'key-zzz'`;
    expect(await brokenAt(backupId, '2026-11-24')).toBe(1);
    await database.$executeRaw`UPDATE backup_records SET item_id = ${keyId}`;
    expect(await brokenAt(backupId, '2026-11-24')).toBeNull();

    value(await rotateKey(ports, actor, { regionId, keyId }));
    world.setNow('2026-11-24T04:05:01Z');
    await world.runDue();
    await database.$executeRaw`DELETE FROM backup_points WHERE ordinal = 2`;
    expect(await brokenAt(backupId, '2026-11-24')).toBe(2);
  });

  it('does not stop the backups: without its newest point the next one is a full that counts anew', async () => {
    await newKey();
    const backupId = await world.backUp(instanceId);
    await world.database.$executeRaw`DELETE FROM backup_points WHERE ordinal = 1`;
    await newKey();
    world.setNow('2026-11-24T04:05:01Z');
    await world.runDue();
    const point = await world.database.backupPoint.findFirstOrThrow({ where: { ordinal: 2 } });
    expect(point).toMatchObject({ kind: 'FULL', keyCount: 2, added: 1 });
    expect(await brokenAt(backupId, '2026-11-24')).toBe(1);
  });
});

describe('a snapshot that fails', () => {
  it('is told and recorded, is tried again half a minute later, and its success ends the failure', async () => {
    await newKey();
    const { ports, database } = world;
    const backupId = await world.enable(instanceId);
    const where = { ownerId: instanceId };
    const { wrapped } = await database.dataKey.findFirstOrThrow({ where });
    await database.dataKey.updateMany({ where, data: { wrapped: new Uint8Array(60) } });
    const told: string[] = [];
    const look = async () => (await runDue(ports, (_, error) => told.push(String(error)))).snapshots;
    expect((await look()).map((report) => report.outcome)).toEqual(['failed']);
    expect(told[0]).toContain('does not open');
    const run = () => database.snapshotRun.findUniqueOrThrow({ where: { backupInstanceId: backupId } });
    expect((await run()).error).toBe('FAILED');
    expect(await look()).toEqual([]);

    await database.dataKey.updateMany({ where, data: { wrapped } });
    world.setNow('2026-11-24T04:02:31Z');
    expect((await look()).map((report) => report.outcome)).toEqual(['point']);
    expect((await run()).error).toBeNull();
  });
});

describe('a process that sleeps past its lease in the middle of a capture', () => {
  it('writes nothing when it wakes: somebody else has taken the slot', async () => {
    await newKey();
    const { ports } = world;
    const backupId = await world.defaultBackup();
    const now = await ports.clock.now();
    await world.enable(instanceId);
    const until = new Date(now.getTime() + 60_000);
    const [claim] = await ports.snapshots.claimDue(now, until, 1, ports.ids.token);
    if (!claim) throw new Error('nothing was due');
    let thaw = () => {};
    const frozen = new Promise<void>((resolve) => {
      thaw = resolve;
    });
    const stuck = ports.snapshots.capture(claim, async (session) => {
      await session.closeRecords([], 1);
      await frozen;
      await session.commitCoverage({
        ordinal: 0,
        slotAt: now,
        lookedAt: now,
        throughSeq: 0n,
        nextDueAt: null,
        damagedItems: [],
      });
    });
    world.setNow('2026-11-24T04:04:00Z');
    await world.runDue();
    expect(await brokenAt(backupId, '2026-11-24')).toBeNull();
    thaw();
    expect(await stuck).toBe('lost');
    expect((await ports.snapshots.points(backupId, 1, 9)).length).toBe(1);
  });
});
