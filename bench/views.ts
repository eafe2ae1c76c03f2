import { addDays } from '../lib/kernel/calendar.ts';
import { lastPage } from '../lib/kernel/page.ts';
import { tabNames } from '../lib/snapshots/model.ts';
import {
  type AskedDay,
  type AskedTab,
  viewBackup,
  viewData,
  viewDay,
  viewMonth,
  viewTab,
} from '../lib/snapshots/view-data.ts';
import { openDurableWorld } from '../lib/testing/durable-world.ts';
import { value, type World } from '../lib/testing/world.ts';
import { type Figure, percentile } from './figure.ts';
import { fillDays } from './fill-days.ts';
import { fillInstance } from './fill-instance.ts';

const timeZone = 'Asia/Shanghai';
const today = '2026-11-24';
const pageSize = 20;
const runs = 3;
const asks = 60;
const most = 50;

const searches = ['a', 'ledger', 'prod-77', 'zz-no-such', 'secret-1', 'key-', '/9', 'ö', 'billing/prod-1234'];

/** View Data over 600 days of 20,000 items with 200 changes a day, and over a tenth of each. */
export async function viewFigures(): Promise<readonly Figure[]> {
  return [
    ...(await viewsOf({ items: 2000, days: 60, changesPerDay: 20 })),
    ...(await viewsOf({ items: 20_000, days: 600, changesPerDay: 200 })),
  ];
}

type Size = { readonly items: number; readonly days: number; readonly changesPerDay: number };

async function viewsOf(size: Size): Promise<readonly Figure[]> {
  const { world } = await openDurableWorld('bench');
  try {
    const { backupId, records, seconds } = await fill(world, size);
    const name = `View Data, ${size.days} days, ${size.items} items, ${size.changesPerDay} changes a day`;
    console.log(
      `       ${name}: ${records} records written in ${seconds.toFixed(0)} s; ${await sizes(world)}`,
    );
    const figure = (what: string, values: readonly number[]): Figure => ({
      name: `${name}: ${what}, 95th percentile`,
      values,
      unit: 'ms',
      atMost: most,
    });
    const measure = viewer(world, backupId, size);
    await measure(20, {});
    const p95 = async (more: Parameters<typeof measure>[1]): Promise<number[]> => {
      const values: number[] = [];
      for (let run = 0; run < runs; run++) values.push(percentile(await measure(asks, more), 0.95));
      return values;
    };
    return [
      figure('first page of any tab, any day and point', await p95({})),
      figure('a search in any tab', await p95({ searches })),
      figure('first page in any order', await p95({ sorts: true })),
      figure('last page', await p95({ cursor: lastPage })),
      figure('the whole page, with calendar and time line', await p95({ whole: true })),
    ];
  } finally {
    await world.close();
  }
}

async function fill(world: World, { items, days, changesPerDay }: Size) {
  const { ports, actor, database } = world;
  const began = performance.now();
  const sourceId = await world.instance('bench', { keyQuota: 100_000, secretQuota: 100_000 });
  const counts = { keys: items / 2, secrets: items / 2, valueBytes: 600 };
  await fillInstance(ports, database, actor.accountId, sourceId, counts);
  const backupId = await world.enable(sourceId);
  const first = addDays(today, 1 - days);
  const enabledAt = new Date(`${addDays(first, -1)}T16:00:00Z`);
  const facts = { type: 'PURCHASED', queryableDays: days, enabledAt } as const;
  const own = await database.backupInstance.update({ where: { id: backupId }, data: facts });
  // Another backup instance's data stands in the same tables.
  const otherId = `${backupId}-other`;
  await database.backupInstance.create({ data: { ...own, id: otherId } });
  const all = Array.from({ length: days }, (_, day) => addDays(first, day));
  const common = { sourceId, timeZone, changesPerDay };
  const { records } = await fillDays(world, { ...common, backupId, days: all });
  await fillDays(world, { ...common, backupId: otherId, days: all.slice(-Math.ceil(days / 10)) });
  await database.$executeRaw`VACUUM ANALYZE`;
  return { backupId, records, seconds: (performance.now() - began) / 1000 };
}

/** Asks as the page does, for random days, points and tabs; the milliseconds of each. */
function viewer({ ports, actor, database }: World, backupId: string, { days }: Size) {
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const justTab = async (asks: AskedDay & AskedTab) => {
    const [view, rows] = await Promise.all([viewDay(ports, actor, asks), viewTab(ports, actor, asks)]);
    value(view);
    return value(rows);
  };
  const wholePage = async (asks: AskedDay & AskedTab) => {
    const details = value(await viewBackup(ports, actor, backupId));
    const [shown] = await Promise.all([
      viewData(ports, actor, asks),
      viewMonth(ports, details, asks.day.slice(0, 7)),
    ]);
    return value(shown).items;
  };
  return async (
    times: number,
    more: { searches?: readonly string[]; sorts?: boolean; cursor?: string; whole?: boolean },
  ): Promise<number[]> => {
    const taken: number[] = [];
    for (let time = 0; time < times; time++) {
      const day = addDays(today, -random(days));
      const itemType = random(2) === 0 ? 'KEY' : 'SECRET';
      const tab = tabNames[random(3)] ?? 'full';
      const point = await database.backupPoint.findMany({
        where: { backupInstanceId: backupId, slotAt: { gte: new Date(`${addDays(day, -1)}T16:00:00Z`) } },
        orderBy: { ordinal: 'asc' },
        take: 80,
        skip: random(20),
      });
      const at = random(3) === 0 ? null : (point[random(point.length)]?.slotAt ?? null);
      const asked = { backupId, day, at: at && at.getTime() >= Date.parse(`${day}T16:00:00Z`) ? null : at };
      const by = more.sorts ? (['id', 'alias', 'backedUp'] as const)[random(3)] : 'id';
      const sort = { by: by ?? 'id', direction: random(2) === 0 ? 'ascending' : 'descending' } as const;
      const search = more.searches?.[random(more.searches.length)] ?? '';
      const page = { search, cursor: more.cursor ?? null, pageSize };
      const began = performance.now();
      const asks = { ...asked, itemType, tab, sort, page } as const;
      const rows = more.whole ? await wholePage(asks) : await justTab(asks);
      taken.push(performance.now() - began);
      if (tab === 'full' && search === '' && rows.items.length === 0) throw new Error('An empty day');
    }
    return taken;
  };
}

async function sizes({ database }: World): Promise<string> {
  const [row] = await database.$queryRaw<{ all: string; records: string; indexes: string; points: string }[]>`
    SELECT pg_size_pretty(pg_database_size(current_database())) AS all,
      pg_size_pretty(pg_table_size('backup_records')) AS records,
      pg_size_pretty(pg_indexes_size('backup_records')) AS indexes,
      pg_size_pretty(pg_total_relation_size('backup_points') + pg_total_relation_size('backup_coverage')) AS points`;
  return `database ${row?.all}, records ${row?.records} + indexes ${row?.indexes}, points and coverage ${row?.points}`;
}
