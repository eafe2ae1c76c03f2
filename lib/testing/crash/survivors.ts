import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { requestVerification } from '../../snapshots/request-verification.ts';
import { runVerification } from '../../snapshots/run-verification.ts';
import { value, type World } from '../world.ts';
import type { ItemState, Line } from './plan.ts';

const regionId = 'cn-hangzhou';
const keyOf = (item: ItemState): string => `${item.itemType} ${item.itemId}`;

/** What was acknowledged so far, over all victims. */
export type Acknowledged = {
  readonly items: Map<string, ItemState>;
  readonly points: Map<number, string>;
};

/**
 * Takes up what a victim said and holds it against the database. What it was trying when it was killed may have happened
 * or not, but not by half.
 */
export async function takeUp(
  world: World,
  acknowledged: Acknowledged,
  lines: readonly Line[],
): Promise<void> {
  let trying: ItemState | 'new key' | null = null;
  for (const line of lines) {
    if ('trying' in line) trying = line.trying;
    if ('done' in line) {
      trying = null;
      acknowledged.items.set(keyOf(line.done), line.done);
    }
    if ('point' in line) acknowledged.points.set(line.point.ordinal, line.point.mac);
  }
  const pending = trying === null || trying === 'new key' ? null : trying;
  for (const [key, state] of acknowledged.items) {
    const versions = await versionsOf(world, state);
    const maybe = pending && keyOf(pending) === key ? [state.versions, pending.versions] : [state.versions];
    ok(
      maybe.includes(versions),
      `${key} has ${versions} versions, and ${maybe.join(' or ')} were acknowledged`,
    );
    acknowledged.items.set(key, { ...state, versions });
  }
  if (pending && !acknowledged.items.has(keyOf(pending))) {
    const versions = await versionsOf(world, pending);
    ok([0, pending.versions].includes(versions), `${keyOf(pending)} has ${versions} versions`);
    acknowledged.items.set(keyOf(pending), { ...pending, versions });
  }
}

async function versionsOf({ ports, actor }: World, { itemType, itemId }: ItemState): Promise<number> {
  const found =
    itemType === 'KEY'
      ? await ports.kms.findKey(actor.accountId, regionId, itemId)
      : await ports.kms.findSecret(actor.accountId, regionId, itemId);
  return found?.versions.length ?? 0;
}

/** No half point, no slot twice, every acknowledged point still there, and the whole chain holds. */
export async function checkBackup(world: World, backupId: string, { points }: Acknowledged): Promise<void> {
  const { database, ports, actor } = world;
  const twice = await database.$queryRaw<unknown[]>`
    SELECT a.ordinal, b.ordinal FROM backup_coverage a JOIN backup_coverage b
      ON a.backup_instance_id = b.backup_instance_id
      AND (a.ordinal, a.first_slot_at) < (b.ordinal, b.first_slot_at)
      AND a.first_slot_at <= b.last_slot_at AND b.first_slot_at <= a.last_slot_at
    WHERE a.backup_instance_id = ${backupId}`;
  deepStrictEqual(twice, [], 'a slot is covered twice');
  const half = await database.$queryRaw<unknown[]>`
    SELECT p.ordinal FROM backup_points p
    LEFT JOIN backup_manifests m USING (backup_instance_id, ordinal)
    LEFT JOIN backup_coverage c USING (backup_instance_id, ordinal)
    WHERE p.backup_instance_id = ${backupId} AND (m.ordinal IS NULL OR c.ordinal IS NULL)`;
  deepStrictEqual(half, [], 'a point is there by half');
  for (const [ordinal, mac] of points) {
    const [point] = await ports.snapshots.points(backupId, ordinal, ordinal);
    strictEqual(point && Buffer.from(point.mac).toString('hex'), mac, `point ${ordinal} was acknowledged`);
  }
  await requestVerification(ports, actor, { backupId }); // one that was killed is taken over
  await runVerification(ports, backupId, (_, error) => {
    throw error;
  });
  const listed = await ports.backups.findListed(actor.accountId, backupId);
  const result = listed?.verification?.result;
  ok(result && result.at.getTime() === (await ports.clock.now()).getTime(), 'it was not verified');
  deepStrictEqual([result.damaged, result.brokenPoints], [0, []], 'the chain does not hold');
}

/** The next look takes what the killed process left, and the newest point has every live item, as it is. */
export async function checkNext(world: World, backupId: string, acknowledged: Acknowledged): Promise<void> {
  const { ports, database } = world;
  for (const { outcome } of await world.runDue()) ok(['point', 'unchanged'].includes(outcome), outcome);
  const head = await ports.snapshots.chainHead(backupId);
  ok(head, 'there is a point');
  acknowledged.points.set(head.ordinal, Buffer.from(head.mac).toString('hex'));
  const open = await database.backupRecord.findMany({
    where: { backupInstanceId: backupId, toOrdinal: null },
  });
  const held = open.map((row) => `${row.itemType} ${row.itemId}: ${row.versionCount}`).sort();
  const live = [...acknowledged.items.values()]
    .filter(({ versions }) => versions > 0)
    .map((item) => `${keyOf(item)}: ${item.versions}`)
    .sort();
  const missing = live.filter((item) => !held.includes(item));
  deepStrictEqual(missing, [], 'live items that the newest point has not');
}

export async function firstPoint(world: World): Promise<{
  readonly instanceId: string;
  readonly backupId: string;
  readonly secretKeyId: string;
}> {
  const { createKey } = await import('../../kms/create-key.ts');
  const { aesKey } = await import('../world.ts');
  const instanceId = await world.instance('crash', { keyQuota: 100_000, secretQuota: 1000 });
  const { keyId: secretKeyId } = value(await createKey(world.ports, world.actor, { ...aesKey, instanceId }));
  return { instanceId, secretKeyId, backupId: await world.backUp(instanceId) };
}
