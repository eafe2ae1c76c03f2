import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rotateKey } from '../kms/change-key.ts';
import { createKey } from '../kms/create-key.ts';
import { createSecret } from '../kms/create-secret.ts';
import { deleteKeyNow } from '../kms/delete-key.ts';
import { putSecretValue } from '../kms/put-secret-value.ts';
import { openTampering, type Row, type Table, type Tampering } from '../testing/tampering.ts';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import { openDay } from './backup-day.ts';
import { encodeContent } from './content-codec.ts';
import { dayContents } from './day-contents.ts';
import type { ItemRef } from './model.ts';
import { damagedRecords, requestVerification } from './request-verification.ts';
import { runVerification } from './run-verification.ts';

const regionId = 'cn-hangzhou';
const [monday, tuesday, wednesday] = ['2026-11-24', '2026-11-25', '2026-11-26'];
let world: World;
let backupId: string;
let tampering: Tampering;
let items: ItemRef[];
/** What a day holds of an item, by both: its content's bytes, or nothing. */
let truth: Map<string, string>;

// Monday: 1 full (three keys, two secrets), 2 (one key rotated, one deleted, one made, one secret with a new value).
// Tuesday: 3 full, 4 (a secret's value again). The chain goes on from there.
beforeAll(async () => {
  world = await openWorld();
  const { ports, actor } = world;
  const instanceId = await world.instance('payments');
  const newKey = async (alias: string | null) =>
    value(await createKey(ports, actor, { ...aesKey, instanceId, alias })).keyId;
  const keys = [await newKey('alias/a'), await newKey(null), await newKey('alias/c')];
  const [keyId = '', , third = ''] = keys;
  for (const name of ['token', 'password']) {
    value(await createSecret(ports, actor, { instanceId, name, keyId, value: 'x', description: '' }));
  }
  backupId = await world.backUp(instanceId);
  value(await rotateKey(ports, actor, { regionId, keyId }));
  value(await deleteKeyNow(ports, actor, { regionId, keyId: third, confirmedId: third }));
  keys.push(await newKey(null));
  value(await putSecretValue(ports, actor, { regionId, name: 'token', value: 'y' }));
  await takeNext('2026-11-24T04:05:01Z');
  await takeNext('2026-11-24T16:00:01Z');
  value(await putSecretValue(ports, actor, { regionId, name: 'token', value: 'z' }));
  await takeNext('2026-11-24T16:05:01Z');
  items = [
    ...keys.map((itemId) => ({ itemType: 'KEY' as const, itemId })),
    ...['token', 'password'].map((itemId) => ({ itemType: 'SECRET' as const, itemId })),
  ];
  truth = new Map(await everyHeld());
  tampering = await openTampering(world.url);
}, 60_000);
afterEach(async () => {
  world.setNow('2026-11-24T16:05:01Z');
  await tampering.putBack();
});
afterAll(async () => {
  await tampering.close();
  await world.close();
});

async function takeNext(now: string): Promise<void> {
  world.setNow(now);
  expect((await world.runDue()).map(({ outcome }) => outcome)).toEqual(['point']);
}

/** What would be restored of each item on a day: its content, "none", or the refusal's code. */
async function heldOn(day: string): Promise<[string, string][]> {
  const nameOf = (item: ItemRef) => `${day} ${item.itemType} ${item.itemId}`;
  const opened = await openDay(world.ports, world.actor, backupId, day);
  if (!opened.ok) {
    const { code } = opened.error;
    return items.map((item) => [nameOf(item), code]);
  }
  const contents = dayContents(world.ports, opened.value);
  return Promise.all(
    items.map(async (item): Promise<[string, string]> => {
      const found = await contents.of(item, opened.value.full.ordinal);
      if (!found.ok) return [nameOf(item), found.error.code];
      return [nameOf(item), found.value ? Buffer.from(encodeContent(found.value)).toString('hex') : 'none'];
    }),
  );
}
const everyHeld = async () => [...(await heldOn(monday)), ...(await heldOn(tuesday))];

type Found = { readonly records: readonly string[]; readonly points: readonly number[] };

async function verify(): Promise<Found> {
  await requestVerification(world.ports, world.actor, { backupId }); // a healing full has already
  await runVerification(world.ports, backupId, (_, error) => {
    throw error;
  });
  const page = { search: '', cursor: null, pageSize: 100 };
  const { items: named } = value(await damagedRecords(world.ports, world.actor, backupId, page));
  const listed = await world.ports.backups.findListed(world.actor.accountId, backupId);
  return {
    records: named.map(({ itemId, fromOrdinal }) => `${itemId} ${fromOrdinal}`),
    points: listed?.verification?.result?.brokenPoints ?? [],
  };
}

const ours = () => `backup_instance_id = '${backupId}'`;
const recordName = (row: Row) => `${row.item_id} ${row.from_ordinal}`;

it('a sound chain is found sound', async () => {
  expect(await verify()).toEqual({ records: [], points: [] });
  expect(new Map(await everyHeld())).toEqual(truth);
});

/** Row after row, each of a backup that is as it was. */
async function* eachRow(table: Table, where: string): AsyncGenerator<Row> {
  for (let next = 0; ; next++) {
    await tampering.putBack();
    const row = (await tampering.rows(table, where))[next];
    if (!row) return;
    yield row;
  }
}

/** A hint for the next full backup alone: nothing that is shown or restored depends on it. */
const hints = ['source_digest'];

describe('every column of every', () => {
  it('record: a change is found and named; the item is what it was or refused; all others are what they were', async () => {
    for (const column of await tampering.columns('backup_records')) {
      if (hints.includes(column.name)) continue;
      for await (const row of eachRow('backup_records', ours())) {
        await tampering.change('backup_records', row, column);
        const what = `${column.name} of ${recordName(row)}`;
        expect((await verify()).records, what).toContain(recordName(row));
        for (const [name, now] of await everyHeld()) {
          if (name.endsWith(` ${row.item_id}`))
            expect([truth.get(name), 'RECORD_DAMAGED'], what).toContain(now);
          else expect(now, `${name} after ${what}`).toBe(truth.get(name));
        }
      }
    }
  }, 120_000);

  it.each<[Table]>([['backup_points'], ['backup_manifests']])(
    '%s row: a change is found and the point named; what is restored is what it was',
    async (table) => {
      for (const column of await tampering.columns(table)) {
        for await (const row of eachRow(table, ours())) {
          await tampering.change(table, row, column);
          const what = `${column.name} of ${table} ${row.ordinal}`;
          expect((await verify()).points, what).toContain(row.ordinal);
          await expectNothingFalse(what);
        }
      }
    },
    120_000,
  );

  it.each(['head_ordinal', 'head_mac'])('head: a change of its %s is found', async (name) => {
    const columns = await tampering.columns('backup_instances');
    const column = columns.find((candidate) => candidate.name === name);
    const [row] = await tampering.rows('backup_instances', `id = '${backupId}'`);
    if (!column || !row) throw new Error(`There is no ${name}`);
    await tampering.change('backup_instances', row, column);
    expect((await verify()).points.length).toBeGreaterThan(0);
    await expectNothingFalse(name);
  });
});

/** Whatever is restored is the truth; what can't be proven is refused. */
async function expectNothingFalse(what: string): Promise<void> {
  const refusals = ['RECORD_DAMAGED', 'CHAIN_BROKEN', 'DAY_WITHOUT_DATA'];
  for (const [name, now] of await everyHeld()) {
    expect([truth.get(name), ...refusals], `${name} after ${what}`).toContain(now);
  }
}

/** One thing that somebody does to the rows, whatever they are: what, and to which of them. */
const deed = fc.record({
  table: fc.constantFrom('backup_records' as const, 'backup_points' as const, 'backup_manifests' as const),
  kind: fc.constantFrom('delete', 'swap', 'copy', 'byte'),
  one: fc.nat(50),
  other: fc.nat(50),
});
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/** What is exchanged when rows are swapped, or taken from an older row: everything but their place. */
const contents = {
  backup_records: ['content_hash', 'sealed'],
  backup_points: ['slot_at', 'captured_at', 'through_seq', 'changes_hash', 'mac'],
  backup_manifests: ['content'],
};

/** Does it. False: it changed nothing. */
async function perpetrate({ table, kind, one, other }: Deed): Promise<boolean> {
  const rows = await tampering.rows(table, ours());
  const [a, b] = [rows[one % rows.length], rows[other % rows.length]];
  if (!a || !b) return false;
  const columns = contents[table];
  const same = columns.every((name) => String(a[name]) === String(b[name]));
  switch (kind) {
    case 'delete':
      await tampering.run(`DELETE FROM ${table} WHERE ctid = $1::tid`, [a.ctid]);
      return true;
    case 'swap':
    case 'copy': {
      if (same) return false;
      for (const [target, from] of kind === 'swap'
        ? [
            [a, b],
            [b, a],
          ]
        : [[a, b]]) {
        const values = columns.map((name) => from?.[name]);
        const assigned = columns.map((name, index) => `${name} = $${index + 1}`).join(', ');
        const key = table === 'backup_records' ? keyOf(target) : `ordinal = ${target?.ordinal}`;
        await tampering.run(`UPDATE ${table} SET ${assigned} WHERE ${ours()} AND ${key}`, values);
      }
      return true;
    }
    case 'byte': {
      const all = await tampering.columns(table);
      const name = columns[other % columns.length];
      const column = all.find((candidate) => candidate.name === name);
      if (!column) return false;
      await tampering.change(table, a, column);
      return true;
    }
    default:
      return false;
  }
}

const keyOf = (row: Row | undefined): string =>
  `item_type = '${row?.item_type}' AND item_id = '${row?.item_id}' AND from_ordinal = ${row?.from_ordinal}`;

it('whatever several deeds at once do to the rows, it is found, and nothing false is restored', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 4 }), async (deeds) => {
      await tampering.putBack();
      let changed = false;
      for (const one of deeds) changed = (await perpetrate(one)) || changed;
      const before = await tampering.isAsItWas();
      const found = await verify();
      if (changed && !before) expect(found.records.length + found.points.length).toBeGreaterThan(0);
      else expect(found).toEqual({ records: [], points: [] });
      await expectNothingFalse(JSON.stringify(deeds));
    }),
    { numRuns: 60 },
  );
}, 120_000);

describe('the next full backup heals', () => {
  const cases: [string, (row: Row) => [string, unknown[]]][] = [
    ['deleted', (row) => [`DELETE FROM backup_records WHERE ${keyOf(row)}`, []]],
    ['changed', (row) => [`UPDATE backup_records SET sealed = '\\x00' WHERE ${keyOf(row)}`, []]],
    [
      'given another hash',
      (row) => [`UPDATE backup_records SET content_hash = sealed WHERE ${keyOf(row)}`, []],
    ],
    ['closed', (row) => [`UPDATE backup_records SET to_ordinal = 4 WHERE ${keyOf(row)}`, []]],
    ['moved', (row) => [`UPDATE backup_records SET from_ordinal = 9 WHERE ${keyOf(row)}`, []]],
    ['renamed', (row) => [`UPDATE backup_records SET item_id = 'key-x' WHERE ${keyOf(row)}`, []]],
  ];
  it.each(cases)(
    'every open record that was %s, and what it can of the closed ones',
    async (_, deedTo) => {
      for await (const row of eachRow('backup_records', `${ours()} AND to_ordinal IS NULL`)) {
        await tampering.run(...deedTo(row));
        const found = await verify();
        expect(found.records).toContain(recordName(row));
        await takeNext('2026-11-25T16:00:01Z');
        const item = items.find(({ itemId }) => itemId === row.item_id);
        if (!item) throw new Error('An unknown item');
        const after = new Map(await heldOn(wednesday)).get(`${wednesday} ${item.itemType} ${item.itemId}`);
        expect(after).toBe(truth.get(`${tuesday} ${item.itemType} ${item.itemId}`));
        expect(await verify(), recordName(row)).toEqual({ records: [], points: [] });
        expect(new Map(await everyHeld())).toEqual(truth);
        await tampering.putBack();
      }
    },
    120_000,
  );
});
