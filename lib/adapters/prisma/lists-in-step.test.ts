import { afterAll, beforeAll, expect, it } from 'vitest';
import { disableKey, rotateKey, scheduleKeyDeletion } from '../../kms/change-key.ts';
import { createKey } from '../../kms/create-key.ts';
import { createSecret } from '../../kms/create-secret.ts';
import { deleteKeyNow } from '../../kms/delete-key.ts';
import { scheduleSecretDeletion } from '../../kms/delete-secret.ts';
import { fillLists } from '../../testing/fill-lists.ts';
import { aesKey, openWorld, value, type World } from '../../testing/world.ts';

const regionId = 'cn-hangzhou';
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** What the lists read and what is counted along, and the same made from the items themselves. */
async function sides() {
  const { database } = world;
  const keys = await database.$queryRaw`SELECT * FROM kms_key_list ORDER BY uid`;
  const keysAnew = await database.$queryRaw`
    SELECT uid, created_at, coalesce(rotated_at, 'epoch') AS rotated_at, account_id, region_id,
      kms_search_text(ARRAY[key_id, alias, description], tags) AS search_text, instance_id, state, spec, usage,
      lower(coalesce(alias, key_id)) AS name
    FROM kms_keys WHERE deleted_at IS NULL ORDER BY uid`;
  const secrets = await database.$queryRaw`SELECT * FROM kms_secret_list ORDER BY uid`;
  const secretsAnew = await database.$queryRaw`
    SELECT uid, created_at, coalesce(rotated_at, 'epoch') AS rotated_at, account_id, region_id,
      kms_search_text(ARRAY[name, key_id, description], tags) AS search_text, instance_id, key_id,
      deletion_at IS NOT NULL AS leaving, lower(name) AS name
    FROM kms_secrets WHERE deleted_at IS NULL ORDER BY uid`;
  const usage = await database.$queryRaw`SELECT * FROM kms_instance_usage ORDER BY instance_id`;
  const usageAnew = await database.$queryRaw`
    SELECT u.instance_id,
      (SELECT count(*)::int FROM kms_keys k WHERE k.instance_id = u.instance_id AND k.deleted_at IS NULL) AS keys,
      (SELECT count(*)::int FROM kms_key_versions v JOIN kms_keys k ON k.uid = v.key_uid
        WHERE k.instance_id = u.instance_id AND k.deleted_at IS NULL) AS key_versions,
      (SELECT count(*)::int FROM kms_secrets s WHERE s.instance_id = u.instance_id AND s.deleted_at IS NULL) AS secrets
    FROM kms_instance_usage u ORDER BY u.instance_id`;
  return { kept: { keys, secrets, usage }, anew: { keys: keysAnew, secrets: secretsAnew, usage: usageAnew } };
}

it('the lists and the counts are in step with the keys and secrets after every kind of change', async () => {
  const { ports, actor, database } = world;
  const instanceId = await world.instance('in-step');
  const inStep = async (what: string) => {
    const { kept, anew } = await sides();
    expect(kept, what).toEqual(anew);
    return kept;
  };
  const make = async (alias: string | null) =>
    value(await createKey(ports, actor, { ...aesKey, instanceId, alias, description: 'Made' }));
  const [first, second] = [await make('alias/First'), await make(null)];
  const refOf = (key: { keyId: string }) => ({ regionId, keyId: key.keyId });
  await inStep('created');
  value(await rotateKey(ports, actor, refOf(first)));
  value(await rotateKey(ports, actor, refOf(second)));
  await inStep('rotated');
  value(await disableKey(ports, actor, refOf(second)));
  value(await scheduleKeyDeletion(ports, actor, { ...refOf(second), days: 7 }));
  await inStep('scheduled');
  for (const name of ['a/B', 'c']) {
    const secret = { instanceId, name, keyId: first.keyId, value: 'x', description: '' };
    value(await createSecret(ports, actor, secret));
  }
  value(await scheduleSecretDeletion(ports, actor, { regionId, name: 'c', days: 7 }));
  expect((await inStep('secrets')).usage).toEqual([
    { instance_id: instanceId, keys: 2, key_versions: 4, secrets: 2 },
  ]);
  await database.kmsKey.updateMany({ data: { tags: { a: 'b', 'C d': '' }, alias: null } });
  await database.kmsSecret.updateMany({ data: { tags: { e: 'f' }, description: 'Ö' } });
  await inStep('tagged');
  value(await deleteKeyNow(ports, actor, { ...refOf(second), confirmedId: second.keyId }));
  await inStep('deleted');
  await fillLists(database, { accountId: actor.accountId, regionId, instanceId, count: 40 });
  await inStep('filled');
  await database.kmsKey.updateMany({ where: { keyId: first.keyId }, data: { deletedAt: new Date() } });
  await inStep('gone with its versions still there');
  await database.kmsKey.updateMany({ where: { keyId: first.keyId }, data: { deletedAt: null } });
  await inStep('back');
  value(
    await ports.kms.inInstance(actor.accountId, instanceId, async (transaction) => {
      await transaction.release(new Date());
      return { ok: true, value: undefined };
    }),
  );
  expect(await inStep('released')).toMatchObject({
    keys: [],
    secrets: [],
    usage: [{ instance_id: instanceId, keys: 0, key_versions: 0, secrets: 0 }],
  });
});
