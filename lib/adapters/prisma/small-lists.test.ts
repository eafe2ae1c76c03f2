import { afterAll, beforeAll, expect, it } from 'vitest';
import { backupSorts } from '../../backups/list-orders.ts';
import { allBackups, listBackups } from '../../backups/view-backups.ts';
import { lastPage, type Page } from '../../kernel/page.ts';
import { instanceSorts } from '../../kms/list-orders.ts';
import { listInstances } from '../../kms/view-kms.ts';
import { openWorld, type World } from '../../testing/world.ts';

const regionId = 'cn-hangzhou';
let world: World;

beforeAll(async () => {
  world = await openWorld();
  for (const name of ['Ärger', 'payments 1', 'payments 2', 'Payments_3', 'zebra']) await world.instance(name);
  await world.instance('hsm', { type: 'HARDWARE' });
  const createdAt = new Date('2026-11-01T00:00:00Z');
  const { accountId } = world.actor;
  await world.database.backupInstance.createMany({
    data: Array.from({ length: 23 }, (_, index) => ({
      id: `kbi-${String(index).padStart(2, '0')}`,
      accountId,
      regionId,
      type: index % 2 ? ('PURCHASED' as const) : ('UPLOAD' as const),
      alias: index % 3 ? `Alias ${index % 5}` : null,
      queryableDays: 7,
      createdAt,
    })),
  });
});
afterAll(() => world.close());

async function walk<T>(
  read: (cursor: string | null) => Promise<Page<T>>,
  from: string | null,
  way: 'next' | 'previous',
): Promise<T[]> {
  const items: T[] = [];
  for (let cursor = from, more = true; more; ) {
    const page = await read(cursor);
    if (way === 'next') items.push(...page.items);
    else items.unshift(...page.items);
    cursor = page[way];
    more = cursor !== null;
  }
  return items;
}

const directions = ['ascending', 'descending'] as const;

it.each(backupSorts.flatMap((by) => directions.map((direction) => [by, direction] as const)))(
  'backup instances by %s, %s, are shown once each, both ways',
  async (by, direction) => {
    const { ports, actor } = world;
    const read = (cursor: string | null) =>
      listBackups(ports, actor, regionId, { search: '', cursor, pageSize: 5, sort: { by, direction } });
    const forwards = (await walk(read, null, 'next')).map(({ id }) => id);
    expect((await walk(read, lastPage, 'previous')).map(({ id }) => id)).toEqual(forwards);
    const all = (await allBackups(ports, actor, regionId)).map(({ id }) => id);
    expect(forwards.toSorted()).toEqual(all.toSorted());
    expect(all).toHaveLength(24);
  },
);

it('backup instances are found by any part of ID, alias and source, and by type', async () => {
  const { ports, actor } = world;
  const source = await world.database.kmsInstance.findFirstOrThrow({ where: { name: 'zebra' } });
  const backupId = await world.enable(source.id);
  const found = async (search: string, more = {}) => {
    const page = await listBackups(ports, actor, regionId, { search, cursor: null, pageSize: 50, ...more });
    return page.items.map(({ id }) => id);
  };
  for (const part of ['ZEB', source.id.slice(4).toUpperCase(), backupId, 'nightLY'])
    expect(await found(part), part).toEqual([backupId]);
  expect(await found('alias 4')).toEqual(['kbi-04', 'kbi-14', 'kbi-19']);
  expect(await found('alias 4', { type: 'PURCHASED' })).toEqual(['kbi-19']);
  expect(await found('', { state: 'ENABLED' })).toEqual([backupId]);
  expect(await found('alias%')).toEqual([]);
});

it.each(instanceSorts.flatMap((by) => directions.map((direction) => [by, direction] as const)))(
  'instances by %s, %s, are shown once each, both ways',
  async (by, direction) => {
    const { ports, actor } = world;
    const read = (cursor: string | null) =>
      listInstances(ports, actor, regionId, { search: '', cursor, pageSize: 2, sort: { by, direction } });
    const forwards = (await walk(read, null, 'next')).map(({ name }) => name);
    expect((await walk(read, lastPage, 'previous')).map(({ name }) => name)).toEqual(forwards);
    expect(forwards).toHaveLength(6);
    if (by === 'name') {
      const names = ['Ärger', 'hsm', 'payments 1', 'payments 2', 'Payments_3', 'zebra'];
      const sorted = names.toSorted(new Intl.Collator('und').compare);
      expect(forwards.toSorted()).toEqual(sorted.toSorted());
      expect(forwards[0]).toBe(direction === 'ascending' ? 'Ärger' : 'zebra');
    }
  },
);

it('instances are found by any part of name and ID, letter for letter, and by type', async () => {
  const { ports, actor } = world;
  const found = async (search: string, more = {}) => {
    const page = await listInstances(ports, actor, regionId, { search, cursor: null, pageSize: 50, ...more });
    return page.items.map(({ name }) => name);
  };
  expect(await found('PAY')).toHaveLength(3);
  expect(await found('S_3')).toEqual(['Payments_3']);
  expect(await found('äRG')).toEqual(['Ärger']);
  expect(await found('kst-')).toHaveLength(6);
  expect(await found('', { type: 'HARDWARE' })).toEqual(['hsm']);
  expect(await found('pay%')).toEqual([]);
});
