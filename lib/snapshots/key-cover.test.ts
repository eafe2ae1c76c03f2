import { afterEach, beforeEach, expect, it } from 'vitest';
import { rotateKey } from '../kms/change-key.ts';
import { createKey } from '../kms/create-key.ts';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import { keyCover } from './key-cover.ts';

const regionId = 'cn-hangzhou';
let world: World;
let instanceId: string;

beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
  instanceId = await world.instance('payments');
});
afterEach(() => world.close());

const newKey = async () => value(await createKey(world.ports, world.actor, { ...aesKey, instanceId })).keyId;
const versionsOf = async (keyId: string) => {
  const found = await world.ports.kms.findKey(world.actor.accountId, regionId, keyId);
  return (found?.versions ?? []).map(({ versionId }) => versionId);
};
const coverOf = async (keyId: string) =>
  keyCover(world.ports, world.actor, { instanceId, keyId, versionIds: await versionsOf(keyId) });

it('is none without a backup instance, and none by one whose data have expired', async () => {
  const keyId = await newKey();
  expect(await coverOf(keyId)).toEqual([]);
  const backupId = await world.backUp(instanceId);
  expect(await coverOf(keyId)).toHaveLength(1);
  const expiresAt = new Date('2026-11-24T04:01:00Z');
  await world.database.backupInstance.update({ where: { id: backupId }, data: { expiresAt } });
  expect(await coverOf(keyId)).toEqual([]);
});

it('names every version that the newest point holds, and those that it does not', async () => {
  const keyId = await newKey();
  value(await rotateKey(world.ports, world.actor, { regionId, keyId }));
  const backupId = await world.backUp(instanceId);
  const early = await versionsOf(keyId);
  const asOf = new Date('2026-11-24T04:02:00Z');
  const held = { backupId, name: 'nightly', state: 'held', asOf };
  expect(await coverOf(keyId)).toEqual([{ ...held, covered: early, missing: [] }]);
  value(await rotateKey(world.ports, world.actor, { regionId, keyId }));
  const [late] = (await versionsOf(keyId)).filter((versionId) => !early.includes(versionId));
  expect(await coverOf(keyId)).toEqual([{ ...held, covered: early, missing: [late] }]);
  world.setNow('2026-11-24T04:05:01Z');
  await world.runDue();
  expect(await coverOf(keyId)).toMatchObject([{ state: 'held', missing: [] }]);
});

it('is absent for a key that is newer than the newest point, and waiting before the first', async () => {
  const backupId = await world.enable(instanceId);
  const keyId = await newKey();
  const [missing] = await versionsOf(keyId);
  expect(await coverOf(keyId)).toEqual([
    { backupId, name: 'nightly', state: 'waiting', asOf: null, covered: [], missing: [missing] },
  ]);
  await world.runDue();
  const late = await newKey();
  expect(await coverOf(late)).toMatchObject([{ state: 'absent', covered: [] }]);
  expect(await coverOf(keyId)).toMatchObject([{ state: 'held' }]);
});

it.each([
  ['the sealed record', `UPDATE backup_records SET sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1)`],
  ['a column of the record', `UPDATE backup_records SET version_count = 9`],
  ['the record’s hash', `UPDATE backup_records SET content_hash = '\\x00'`],
  ['the point', 'UPDATE backup_points SET key_count = 7'],
  ['the record, which is gone,', 'DELETE FROM backup_records'],
  ['the head of the chain', `UPDATE backup_instances SET head_mac = '\\x00'`],
])('proves nothing once %s was changed', async (_, sql) => {
  const keyId = await newKey();
  const backupId = await world.backUp(instanceId);
  const column = sql.includes('backup_instances') ? 'id' : 'backup_instance_id';
  await world.database.$executeRawUnsafe(`${sql} WHERE ${column} = '${backupId}'`);
  expect(await coverOf(keyId)).toMatchObject([{ state: 'damaged', covered: [] }]);
});

it('still counts what the backup holds of a key that is damaged since', async () => {
  const keyId = await newKey();
  await world.backUp(instanceId);
  await world.database.$executeRawUnsafe(`UPDATE kms_key_versions SET material = '\\x00'`);
  expect(await coverOf(keyId)).toMatchObject([{ state: 'held', missing: [] }]);
});
