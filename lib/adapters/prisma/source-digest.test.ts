import { afterAll, beforeAll, expect, it } from 'vitest';
import { createKey } from '../../kms/create-key.ts';
import { createSecret } from '../../kms/create-secret.ts';
import { aesKey, openWorld, value, type World } from '../../testing/world.ts';
import { keyRows, secretRows, versionColumns } from './source-digest.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  const instanceId = await world.instance('payments');
  const { keyId } = value(await createKey(world.ports, world.actor, { ...aesKey, instanceId }));
  const secret = { instanceId, name: 'token', keyId, value: 'x', description: '' };
  value(await createSecret(world.ports, world.actor, secret));
});
afterAll(() => world.close());

const items = {
  kms_keys: { rows: keyRows, versions: 'kms_key_versions', uid: 'key_uid' },
  kms_secrets: { rows: secretRows, versions: 'kms_secret_versions', uid: 'secret_uid' },
} as const;

/** Another value of a column's type. */
const otherwise: Readonly<Record<string, string>> = {
  text: `coalesce(%, '') || 'x'`,
  int8: '% + 1',
  int4: 'coalesce(%, 0) + 1',
  bytea: `% || '\\x00'`,
  jsonb: `coalesce(%, '{}') || '{"a": "b"}'`,
  timestamptz: `coalesce(%, now()) + interval '1 ms'`,
  _text: `% || ARRAY['x']`,
};

const columnsOf = async (table: string) =>
  world.database.$queryRaw<{ name: string; type: string }[]>`
    SELECT column_name AS name, udt_name AS type FROM information_schema.columns WHERE table_name = ${table}`;

/** The digest of the one item of a table, with the setting of a session. */
const digests = async (table: keyof typeof items, change: string, setting = 'SELECT 1') => {
  const { rows } = items[table];
  const undo = new Error('undo');
  let found: string[] = [];
  const run = world.database.$transaction(async (tx) => {
    await tx.$executeRawUnsafe(change);
    await tx.$executeRawUnsafe(setting);
    const read = await tx.$queryRawUnsafe<{ digest: string }[]>(
      `SELECT encode(${rows.digest}, 'hex') AS digest FROM ${table} i ${rows.versions}`,
    );
    found = read.map(({ digest }) => digest);
    throw undo;
  });
  await expect(run).rejects.toThrow('undo');
  return found;
};

it.each(['kms_keys', 'kms_secrets'] as const)(
  'of %s and their versions changes with every column that the database has, and with no setting of a session',
  async (table) => {
    const { versions, uid } = items[table];
    const [before] = await digests(table, 'SELECT 1');
    expect(before).toMatch(/^[0-9a-f]{32}$/);
    for (const setting of [`SET LOCAL timezone = 'Asia/Shanghai'`, `SET LOCAL bytea_output = 'escape'`]) {
      expect(await digests(table, 'SELECT 1', setting)).toEqual([before]);
    }
    const own = await columnsOf(table);
    expect(own.length).toBeGreaterThan(15);
    for (const { name, type } of own) {
      if (name === 'uid') continue; // another item's
      const to = otherwise[type]?.replaceAll('%', name);
      expect(to, `${name} is of type ${type}`).toBeDefined();
      expect(await digests(table, `UPDATE ${table} SET ${name} = ${to}`), name).not.toEqual([before]);
    }
    const ofVersions = await columnsOf(versions);
    expect(ofVersions.map(({ name }) => name).sort()).toEqual([...versionColumns[versions], uid].sort());
    for (const { name, type } of ofVersions) {
      if (name === uid) continue;
      const to = otherwise[type]?.replaceAll('%', name);
      expect(await digests(table, `UPDATE ${versions} SET ${name} = ${to}`), name).not.toEqual([before]);
    }
    expect(await digests(table, `DELETE FROM ${versions}`)).not.toEqual([before]);
  },
);
