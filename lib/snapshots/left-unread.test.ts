import { afterEach, beforeEach, expect, it } from 'vitest';
import { keyRows } from '../adapters/prisma/source-digest.ts';
import { createKey } from '../kms/create-key.ts';
import { deleteKeyNow } from '../kms/delete-key.ts';
import { restoreItem } from '../restores/restore-item.ts';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';

const regionId = 'cn-hangzhou';
let world: World;
let instanceId: string;
let backupId: string;
let keyId: string;

beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
  instanceId = await world.instance('payments');
  keyId = value(await createKey(world.ports, world.actor, { ...aesKey, instanceId })).keyId;
  backupId = await world.backUp(instanceId);
});
afterEach(() => world.close());

const digests = () =>
  world.database.$queryRawUnsafe<{ kept: string; live: string }[]>(`
  SELECT encode(r.source_digest, 'hex') AS kept, encode(${keyRows.digest}, 'hex') AS live
  FROM backup_records r JOIN kms_keys i ON i.key_id = r.item_id AND ${keyRows.live} ${keyRows.versions}
  WHERE r.to_ordinal IS NULL`);

it('a record keeps the digest of the rows that it was made of', async () => {
  const [before] = await digests();
  expect(before?.kept).toBe(before?.live);
});

it('where the rows change and the content does not, the record stays and takes their digest', async () => {
  const [before] = await digests();
  value(await deleteKeyNow(world.ports, world.actor, { regionId, keyId, confirmedId: keyId }));
  const back = { backupId, day: '2026-11-24', itemType: 'KEY', itemId: keyId, regionId, instanceId } as const;
  value(await restoreItem(world.ports, world.actor, { ...back, aliasChoice: { kind: 'keep' } }));
  world.setNow('2026-11-24T04:05:01Z');
  await world.runDue();
  const [after] = await digests();
  expect(after?.kept).toBe(after?.live);
  expect(after?.kept).not.toBe(before?.kept);
  expect(await world.database.backupRecord.count()).toBe(1);
});

it('an item without a known digest is read, and its record stays', async () => {
  await world.database.backupRecord.updateMany({ data: { sourceDigest: null } });
  world.setNow('2026-11-24T16:00:01Z');
  await world.runDue();
  const [after] = await digests();
  expect(after?.kept).toBe(after?.live);
  expect(await world.database.backupRecord.count()).toBe(1);
  const point = await world.database.backupPoint.findFirstOrThrow({ orderBy: { ordinal: 'desc' } });
  expect(point).toMatchObject({ kind: 'FULL', keyCount: 1, added: 0, closed: 0 });
});
