import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKey } from '../kms/create-key.ts';
import { aesKey, code, openWorld, value, type World } from '../testing/world.ts';
import { viewDay, viewTab } from './view-data.ts';

const day = '2026-11-24';
let world: World;
let instanceId: string;

beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
  instanceId = await world.instance('payments');
});
afterEach(() => world.close());

async function newKey(alias: string): Promise<void> {
  value(await createKey(world.ports, world.actor, { ...aesKey, instanceId, alias }));
}

describe('View Data', () => {
  it('searches by part of key ID or alias, letter for letter, and pages in a steady order', async () => {
    const { ports, actor } = world;
    for (let index = 0; index < 7; index++) await newKey(`alias/100%_${index}`);
    await newKey('alias/100x-other');
    const backupId = await world.backUp(instanceId);
    const ask = async (search: string, cursor: string | null) =>
      value(
        await viewTab(ports, actor, {
          backupId,
          day,
          itemType: 'KEY',
          tab: 'full',
          page: { search, cursor, pageSize: 3 },
        }),
      );
    const first = await ask('00%_', null);
    expect([first.total, first.items.length, first.previous]).toEqual([7, 3, null]);
    const second = await ask('00%_', first.next);
    const third = await ask('00%_', second.next);
    expect(third.next).toBeNull();
    const all = [first, second, third].flatMap((part) => part.items.map((item) => item.itemId));
    expect(new Set(all).size).toBe(7);
    expect((await ask('00%_', second.previous)).items).toEqual(first.items);
  });

  it('refuses, with the reason, days outside the range, before the enabling and other accounts', async () => {
    const { ports, actor } = world;
    const backupId = await world.backUp(instanceId);
    const ask = (on: string, as = actor) => viewDay(ports, as, { backupId, day: on });
    expect(await ask('2026-11-17')).toMatchObject({
      ok: false,
      error: {
        code: 'DAY_OUTSIDE_RANGE',
        range: { first: '2026-11-18', last: '2026-11-24' },
        extendable: false,
      },
    });
    expect(code(await ask('2026-11-23'))).toBe('DAY_BEFORE_ENABLING');
    expect(code(await ask('2026-11-25'))).toBe('DAY_OUTSIDE_RANGE');
    expect(code(await ask(day, { ...actor, accountId: 'acc-other' }))).toBe('BACKUP_NOT_FOUND');
    world.setNow('2026-11-26T04:00:00Z');
    expect(code(await ask('2026-11-25'))).toBe('DAY_WITHOUT_DATA');
  });
});
