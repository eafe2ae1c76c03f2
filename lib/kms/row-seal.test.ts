import { afterAll, beforeAll, expect, it } from 'vitest';
import { restoreItem } from '../restores/restore-item.ts';
import type { RestoreItemInput } from '../restores/schema.ts';
import { viewBackup } from '../snapshots/view-data.ts';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import { disableKey, rotateKey, scheduleKeyDeletion } from './change-key.ts';
import { createKey } from './create-key.ts';
import { createSecret } from './create-secret.ts';
import { deleteKeyNow } from './delete-key.ts';
import { deleteSecretNow, scheduleSecretDeletion } from './delete-secret.ts';
import { putSecretValue } from './put-secret-value.ts';
import { revealSecret } from './reveal-secret.ts';
import { decryptText, encryptText } from './use-key.ts';
import { viewKey } from './view-kms.ts';
import { viewSecret } from './view-secret.ts';

const regionId = 'cn-hangzhou';

/** Other values of every column, in SQL. A column that isn't here fails the test: it needs the seal's protection. */
const otherValues: Readonly<Record<string, readonly string[]>> = {
  'kms_keys.account_id': ["'acc-other'"],
  'kms_keys.region_id': ["'us-east-1'"],
  'kms_keys.instance_id': ["(SELECT id FROM kms_instances WHERE name = 'other')"],
  'kms_keys.key_id': ["key_id || 'x'"],
  'kms_keys.alias': ["'alias/stolen-' || uid"],
  'kms_keys.description': ["'another'"],
  'kms_keys.tags': [`'{"team":"other"}'`, "'[1]'"],
  'kms_keys.spec': ["'EC_P256'", "'nonsense'"],
  'kms_keys.usage': ["'SIGN/VERIFY'", "'nonsense'"],
  'kms_keys.state': ["'Disabled'", "'PendingCreation'", "'PendingDeletion'", "'nonsense'"],
  'kms_keys.primary_version_id': [
    '(SELECT min(version_id) FROM kms_key_versions WHERE key_uid = uid AND version_id <> primary_version_id)',
  ],
  'kms_keys.created_at': ["created_at - interval '1 millisecond'"],
  'kms_keys.rotated_at': ['NULL'],
  'kms_keys.rotation_days': ['30'],
  'kms_keys.next_rotation_at': ['now()'],
  'kms_keys.deletion_at': ['now()'],
  'kms_keys.deleted_at': ['now()'],
  'kms_keys.change_seq': ['change_seq + 1000'],
  'kms_keys.mac': ["'\\x00'", 'sha256(mac)'],
  'kms_key_versions.key_uid': ["(SELECT uid FROM kms_keys WHERE alias = 'alias/bystander')"],
  'kms_key_versions.version_id': ['md5(version_id)'],
  'kms_key_versions.material': [
    "'\\x00'",
    "(SELECT b.material FROM kms_key_versions b JOIN kms_keys k ON k.uid = b.key_uid WHERE k.alias = 'alias/bystander' LIMIT 1)",
  ],
  'kms_key_versions.canary': ["'\\x00'"],
  'kms_key_versions.created_at': ["created_at + interval '1 millisecond'"],
  'kms_secrets.account_id': ["'acc-other'"],
  'kms_secrets.region_id': ["'us-east-1'"],
  'kms_secrets.instance_id': ["(SELECT id FROM kms_instances WHERE name = 'other')"],
  'kms_secrets.name': ["name || 'x'"],
  'kms_secrets.key_id': ["'key-other'"],
  'kms_secrets.description': ["'another'"],
  'kms_secrets.tags': [`'{"team":"other"}'`, '\'"x"\''],
  'kms_secrets.created_at': ["created_at - interval '1 millisecond'"],
  'kms_secrets.rotated_at': ['NULL'],
  'kms_secrets.rotation_days': ['30'],
  'kms_secrets.generator': [`'{"length":8,"kinds":["digit"]}'`, `'{"length":"8"}'`],
  'kms_secrets.next_rotation_at': ['now()'],
  'kms_secrets.deletion_at': ['now()'],
  'kms_secrets.deleted_at': ['now()'],
  'kms_secrets.change_seq': ['change_seq + 1000'],
  'kms_secrets.mac': ["'\\x00'", 'sha256(mac)'],
  'kms_secret_versions.secret_uid': ["(SELECT uid FROM kms_secrets WHERE name = 'bystander')"],
  'kms_secret_versions.version_id': ['md5(version_id)'],
  'kms_secret_versions.stages': ["'{}'", "'{ACSCurrent,ACSPrevious}'"],
  'kms_secret_versions.key_id': ["'key-other'"],
  'kms_secret_versions.key_version_id': ['md5(key_version_id)'],
  'kms_secret_versions.ciphertext': ["'\\x00'"],
  'kms_secret_versions.created_at': ["created_at + interval '1 millisecond'"],
};

/** A row's own number means nothing outside the database, and its versions follow it: nothing comes out wrong. */
const harmless = ['kms_keys.uid', 'kms_secrets.uid'];
/** The item is no longer where it was: it can't be deleted there either. */
const moving = ['account_id', 'region_id', 'key_id', 'name', 'deleted_at'];

type Item = {
  readonly type: 'KEY' | 'SECRET';
  readonly id: string;
  readonly how: string;
  readonly moved: boolean;
};
type Tampering = { readonly table: string; readonly column: string; readonly to: string };

let world: World;
let instanceId: string;
let columns: readonly { readonly table: string; readonly column: string }[];
beforeAll(async () => {
  world = await openWorld();
  instanceId = await world.instance('payments');
  columns = await world.database.$queryRaw`
    SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
    WHERE table_schema = 'public' AND is_generated = 'NEVER'
      AND table_name IN ('kms_keys', 'kms_key_versions', 'kms_secrets', 'kms_secret_versions')`;
});
afterAll(() => world.close());

/** A key with two versions. */
async function newKey(alias: string | null = null): Promise<string> {
  const { ports, actor } = world;
  const { keyId } = value(await createKey(ports, actor, { ...aesKey, instanceId, alias, description: 'x' }));
  value(await rotateKey(ports, actor, { regionId, keyId }));
  return keyId;
}

/** A secret with two versions. */
async function newSecret(name: string, keyId: string): Promise<string> {
  const { ports, actor } = world;
  value(await createSecret(ports, actor, { instanceId, name, keyId, value: 'first', description: 'x' }));
  value(await putSecretValue(ports, actor, { regionId, name, value: 'second' }));
  return name;
}

/** Changes one row of the item: its own, or that of the version that comes first. */
async function tamper({ table, column, to }: Tampering, id: string): Promise<void> {
  const [own, idColumn, uid] = table.startsWith('kms_key')
    ? ['kms_keys', 'key_id', 'key_uid']
    : ['kms_secrets', 'name', 'secret_uid'];
  const row =
    table === own
      ? `${idColumn} = '${id}'`
      : `(${uid}, version_id) IN (SELECT ${uid}, max(version_id) FROM ${table}
           WHERE ${uid} = (SELECT uid FROM ${own} WHERE ${idColumn} = '${id}') GROUP BY 1)`;
  const changed = await world.database.$executeRawUnsafe(
    `UPDATE ${table} SET ${column} = ${to} WHERE ${row}`,
  );
  expect(changed, `${table}.${column}`).toBe(1);
}

const tamperings = (): Tampering[] =>
  columns
    .filter(({ table, column }) => !harmless.includes(`${table}.${column}`))
    .flatMap(({ table, column }) => {
      const values = otherValues[`${table}.${column}`];
      if (!values) throw new Error(`${table}.${column} has no protection that this test knows of`);
      return values.map((to) => ({ table, column, to }));
    });

it('an item of which any stored column was changed is refused, and no backup takes it; deleted, it can be restored', async () => {
  const { ports, actor } = world;
  await world.instance('other');
  const encryptionKey = await newKey();
  await newKey('alias/bystander');
  await newSecret('bystander', encryptionKey);
  const items: Item[] = [];
  const ciphertexts = new Map<string, string>();
  const versionIds = new Map<string, string>();
  const planned = tamperings();
  for (const [index, tampering] of planned.entries()) {
    const { table, column, to } = tampering;
    const isKey = table.startsWith('kms_key');
    const id = isKey ? await newKey() : await newSecret(`secret-${index}`, encryptionKey);
    const moved = moving.includes(column) && !table.endsWith('versions') && !(column === 'key_id' && !isKey);
    items.push({ type: isKey ? 'KEY' : 'SECRET', id, how: `${table}.${column} = ${to}`, moved });
    if (isKey) {
      const { ciphertext } = value(await encryptText(ports, actor, { regionId, keyId: id, text: 'before' }));
      ciphertexts.set(id, ciphertext);
    } else {
      const found = await ports.kms.findSecret(actor.accountId, regionId, id);
      const versionId = found?.versions.find(({ stages }) => stages.includes('ACSCurrent'))?.versionId;
      versionIds.set(id, versionId ?? '');
    }
  }
  const backupId = await world.backUp(instanceId);
  const records = () => world.database.backupRecord.count({ where: { toOrdinal: null, fromOrdinal: 1 } });
  const before = await records();
  for (const [index, tampering] of planned.entries()) await tamper(tampering, items[index]?.id ?? '');

  for (const { type, id, how, moved } of items) {
    const key = { regionId, keyId: id };
    const secret = { regionId, name: id };
    const uses =
      type === 'KEY'
        ? [
            encryptText(ports, actor, { ...key, text: 'x' }),
            decryptText(ports, actor, { ...key, ciphertext: ciphertexts.get(id) ?? '' }),
            rotateKey(ports, actor, key),
            disableKey(ports, actor, key),
            scheduleKeyDeletion(ports, actor, { ...key, days: 7 }),
            createSecret(ports, actor, {
              instanceId,
              name: `of-${id}`,
              keyId: id,
              value: 'x',
              description: '',
            }),
          ]
        : [
            revealSecret(ports, actor, { ...secret, versionId: versionIds.get(id) ?? '' }),
            putSecretValue(ports, actor, { ...secret, value: 'x' }),
            scheduleSecretDeletion(ports, actor, { ...secret, days: 7 }),
          ];
    for (const result of await Promise.all(uses)) {
      expect(result.ok ? 'done' : result.error.code, how).toMatch(/^(KEY|SECRET)_(DAMAGED|NOT_FOUND)$/);
    }
    if (moved) continue;
    const viewed =
      type === 'KEY'
        ? value(await viewKey(ports, actor, key))
        : value(await viewSecret(ports, actor, secret));
    expect(viewed.damaged, how).toBe(true);
  }

  world.setNow('2026-11-24T16:00:01Z'); // midnight in Hangzhou: a full
  await world.runDue();
  expect(await records()).toBe(before);
  const { damagedItems } = value(await viewBackup(ports, actor, backupId)).backup;
  expect(damagedItems).toEqual(expect.arrayContaining(items.map(({ type, id }) => `${type} ${id}`)));

  for (const { type, id, how, moved } of items) {
    const away =
      type === 'KEY'
        ? await deleteKeyNow(ports, actor, { regionId, keyId: id, confirmedId: id })
        : await deleteSecretNow(ports, actor, { regionId, name: id, confirmedName: id });
    expect(away.ok, how).toBe(!moved);
    const where = { backupId, day: '2026-11-25', itemId: id, regionId, instanceId } as const;
    const input: RestoreItemInput =
      type === 'KEY'
        ? { ...where, itemType: 'KEY', aliasChoice: { kind: 'none' } }
        : { ...where, itemType: 'SECRET' };
    expect((await restoreItem(ports, actor, input)).ok, how).toBe(true);
    if (type === 'KEY') {
      const asked = { regionId, keyId: id, ciphertext: ciphertexts.get(id) ?? '' };
      expect(value(await decryptText(ports, actor, asked)).text, how).toBe('before');
    } else {
      const asked = { regionId, name: id, versionId: versionIds.get(id) ?? '' };
      expect(value(await revealSecret(ports, actor, asked)).value, how).toBe('second');
    }
  }
}, 120_000);

it('a version added or dropped is found; a new number of the row itself changes nothing', async () => {
  const { ports, actor, database } = world;
  const [dropped, swapped, moved] = [await newKey(), await newKey(), await newKey()];
  const use = (keyId: string) => encryptText(ports, actor, { regionId, keyId, text: 'x' });
  await database.$executeRaw`DELETE FROM kms_key_versions v USING kms_keys k
    WHERE k.uid = v.key_uid AND k.key_id = ${dropped} AND v.version_id <> k.primary_version_id`;
  await database.$executeRaw`INSERT INTO kms_key_versions (key_uid, version_id, material, canary, created_at)
    SELECT key_uid, md5(version_id), v.material, v.canary, v.created_at
    FROM kms_key_versions v JOIN kms_keys k ON k.uid = v.key_uid WHERE k.key_id = ${swapped} LIMIT 1`;
  await database.$executeRaw`UPDATE kms_keys SET uid = uid + 1000000 WHERE key_id = ${moved}`;
  for (const keyId of [dropped, swapped]) {
    expect(await use(keyId)).toMatchObject({ ok: false, error: { code: 'KEY_DAMAGED' } });
  }
  expect((await use(moved)).ok).toBe(true);
});

it('a deletion that the KMS did not make closes no record, whatever its tombstone says', async () => {
  const { actor, ports, database } = world;
  const keyId = await newKey();
  const backupId = await world.defaultBackup();
  world.setNow('2026-11-24T16:05:01Z');
  await world.runDue();
  await database.$executeRaw`UPDATE kms_keys SET deleted_at = now(), change_seq = i.change_seq + 1
    FROM kms_instances i WHERE i.id = instance_id AND key_id = ${keyId}`;
  await database.$executeRaw`UPDATE kms_instances SET change_seq = change_seq + 1 WHERE id = ${instanceId}`;
  world.setNow('2026-11-24T16:10:01Z');
  await world.runDue();
  const { damagedItems } = value(await viewBackup(ports, actor, backupId)).backup;
  expect(damagedItems).toContain(`KEY ${keyId}`);
  expect(await database.backupRecord.count({ where: { itemId: keyId, toOrdinal: null } })).toBe(1);
});
