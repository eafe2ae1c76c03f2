import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lastPage, type Page } from '../../kernel/page.ts';
import { keySorts, secretSorts } from '../../kms/list-orders.ts';
import type { KeyListItem, SecretListItem } from '../../kms/model.ts';
import { listKeys, listSecrets, matchingKeys, matchingSecrets } from '../../kms/view-kms.ts';
import { fillLists } from '../../testing/fill-lists.ts';
import { openWorld, type World } from '../../testing/world.ts';

const regionId = 'cn-hangzhou';
const count = 137;
let world: World;
let instanceId: string;

beforeAll(async () => {
  world = await openWorld();
  instanceId = await world.instance('lists', { keyQuota: 100_000, secretQuota: 100_000 });
  await fillLists(world.database, { accountId: world.actor.accountId, regionId, instanceId, count });
});
afterAll(() => world.close());

type Item = KeyListItem | SecretListItem;
const idOf = (item: Item): string => ('spec' in item ? item.keyId : item.name);
const directions = ['ascending', 'descending'] as const;

async function walk(
  read: (cursor: string | null) => Promise<Page<Item>>,
  from: string | null,
  way: 'next' | 'previous',
): Promise<Page<Item>[]> {
  const pages: Page<Item>[] = [];
  for (let cursor = from, more = true; more; ) {
    const page = await read(cursor);
    pages.push(page);
    cursor = page[way];
    more = cursor !== null;
  }
  return way === 'next' ? pages : pages.toReversed();
}

/** What a list of these items has to be, by a plain sort. `value` never makes two of them equal by itself. */
function sorted<T extends Item>(
  items: readonly T[],
  uids: ReadonlyMap<string, bigint>,
  value: (item: T) => string,
  direction: (typeof directions)[number],
): string[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return items
    .toSorted((a, b) => {
      if (value(a) !== value(b)) return value(a) < value(b) ? -sign : sign;
      return (uids.get(idOf(a)) ?? 0n) < (uids.get(idOf(b)) ?? 0n) ? -sign : sign;
    })
    .map(idOf);
}

async function expectAllWays(
  read: (cursor: string | null) => Promise<Page<Item>>,
  expected: readonly string[],
): Promise<void> {
  const forwards = await walk(read, null, 'next');
  const backwards = await walk(read, lastPage, 'previous');
  for (const pages of [forwards, backwards]) {
    expect(pages.flatMap((page) => page.items.map(idOf))).toEqual(expected);
    let position = 0;
    for (const page of pages) {
      expect(page).toMatchObject({ position, total: expected.length });
      position += page.items.length;
    }
  }
}

describe('a list with many equal values', () => {
  const searches = ['', 'o', 'team=core', 'CC-3'];

  it.each(keySorts.flatMap((by) => directions.map((direction) => [by, direction] as const)))(
    'of keys by %s, %s: shows each once, in order and at its place, both ways',
    async (by, direction) => {
      const { ports, actor, database } = world;
      const rows = await database.kmsKey.findMany({ where: { deletedAt: null, regionId } });
      const uids = new Map(rows.map((row) => [row.keyId, row.uid]));
      const all = (await listKeys(ports, actor, regionId, { search: '', cursor: null, pageSize: 1000 }))
        .items;
      expect(all).toHaveLength(count);
      const values: Record<(typeof keySorts)[number], (key: KeyListItem) => string> = {
        name: (key) => key.alias ?? key.keyId,
        state: (key) => key.state,
        created: (key) => key.createdAt.toISOString(),
        rotated: (key) => key.rotatedAt?.toISOString() ?? '',
      };
      for (const search of searches) {
        const has = (key: KeyListItem) =>
          [
            key.keyId,
            key.alias ?? '',
            key.description,
            ...Object.entries(key.tags).map((tag) => tag.join('=')),
          ]
            .join('\n')
            .toLowerCase()
            .includes(search.toLowerCase());
        const expected = sorted(all.filter(has), uids, values[by], direction);
        expect(expected.length, search).toBeGreaterThan(10);
        const sort = { by, direction };
        const read = (cursor: string | null) =>
          listKeys(ports, actor, regionId, { search, cursor, pageSize: 10, sort });
        await expectAllWays(read, expected);
      }
    },
  );

  it.each(secretSorts.flatMap((by) => directions.map((direction) => [by, direction] as const)))(
    'of secrets by %s, %s: shows each once, in order and at its place, both ways',
    async (by, direction) => {
      const { ports, actor, database } = world;
      const rows = await database.kmsSecret.findMany({ where: { deletedAt: null, regionId } });
      const uids = new Map(rows.map((row) => [row.name, row.uid]));
      const page = await listSecrets(ports, actor, regionId, { search: '', cursor: null, pageSize: 1000 });
      const values: Record<(typeof secretSorts)[number], (secret: SecretListItem) => string> = {
        name: (secret) => secret.name,
        created: (secret) => secret.createdAt.toISOString(),
        rotated: (secret) => secret.rotatedAt?.toISOString() ?? '',
      };
      const sort = { by, direction };
      for (const state of [null, 'live'] as const) {
        const shown = page.items.filter((secret) => state === null || secret.deletionAt === null);
        const read = (cursor: string | null) =>
          listSecrets(ports, actor, regionId, { search: '', cursor, pageSize: 10, sort, state });
        await expectAllWays(read, sorted(shown, uids, values[by], direction));
      }
    },
  );
});

describe('a search', () => {
  const keysOf = async (search: string) =>
    (await listKeys(world.ports, world.actor, regionId, { search, cursor: null, pageSize: 1000 })).items;

  it('finds a part of id, alias, description, and of a tag by name, value or both, case ignored', async () => {
    const [key] = await keysOf('');
    if (!key) throw new Error('No key');
    await world.database.kmsKey.updateMany({
      where: { keyId: key.keyId },
      data: {
        alias: 'alias/Straße_50%',
        description: 'Für Übungen \\ 中文说明',
        tags: { Owner: 'Ärzte', empty: '' },
      },
    });
    for (const part of [
      key.keyId.slice(4, 20).toUpperCase(),
      'straße_50%',
      '_50%',
      '%',
      'übungen',
      'Übungen \\ 中',
      '文说',
      'owner',
      'ÄRZTE',
      'OWNER=ärzte',
      'empty=',
    ]) {
      expect(
        (await keysOf(part)).map(({ keyId }) => keyId),
        part,
      ).toEqual([key.keyId]);
    }
    for (const part of ['straße_5_', 'owner=%', 'ärzteempty', 'owner\nempty', 'z'.repeat(200)]) {
      expect(await keysOf(part), part).toEqual([]);
    }
  });

  it('selects exactly what the list of the same search and filters holds', async () => {
    const { ports, actor } = world;
    for (const search of ['', 'team=core', 'o']) {
      const match = { search, instanceId, state: 'Enabled', spec: null, usage: null } as const;
      const page = await listKeys(ports, actor, regionId, { ...match, cursor: null, pageSize: 1000 });
      const selected = await matchingKeys(ports, actor, regionId, match);
      expect(selected.map(({ keyId }) => keyId).toSorted()).toEqual(page.items.map(idOf).toSorted());
    }
    const match = { search: 'team=core', instanceId, state: 'leaving', keyId: null } as const;
    const page = await listSecrets(ports, actor, regionId, { ...match, cursor: null, pageSize: 1000 });
    expect(page.total).toBeGreaterThan(0);
    expect((await matchingSecrets(ports, actor, regionId, match)).toSorted()).toEqual(
      page.items.map(idOf).toSorted(),
    );
    expect(
      await matchingKeys(ports, { ...actor, accountId: 'other' }, regionId, {
        ...match,
        state: null,
        spec: null,
        usage: null,
      }),
    ).toEqual([]);
  });

  it('is as if the place were not there when an edited cursor fits no row of the order', async () => {
    const { ports, actor } = world;
    const first = await listKeys(ports, actor, regionId, { search: '', cursor: null, pageSize: 5 });
    const edited = [
      ['before', 'no instant', '1', 3],
      ['after', '2026-11-24T08:00:00.000Z', '1\u0030x', 3],
      ['after', '2026-11-24T08:00:00.000Z', '9'.repeat(30), 3],
      ['after', '+275760-09-13T00:00:00.000Z', '1', 3],
    ];
    for (const cursor of edited.map((parts) => encodeURIComponent(JSON.stringify(parts)))) {
      const page = await listKeys(ports, actor, regionId, { search: '', cursor, pageSize: 5 });
      expect(page).toEqual(first);
    }
  });

  it('shows what is left when everything beyond a place has gone', async () => {
    const { ports, actor } = world;
    const beyond = (way: string, value: string) => encodeURIComponent(JSON.stringify([way, value, '1', 500]));
    const after = await listKeys(ports, actor, regionId, {
      search: '',
      cursor: beyond('after', '1990-01-01T00:00:00.000Z'),
      pageSize: 10,
    });
    const last = await listKeys(ports, actor, regionId, { search: '', cursor: lastPage, pageSize: 10 });
    expect(after).toEqual(last);
    const before = await listKeys(ports, actor, regionId, {
      search: '',
      cursor: beyond('before', '2999-01-01T00:00:00.000Z'),
      pageSize: 10,
    });
    expect(before.position).toBe(0);
    expect(before.items).toHaveLength(10);
  });
});
