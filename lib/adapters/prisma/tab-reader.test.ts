import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lastPage } from '../../kernel/page.ts';
import { type ItemType, type TabName, tabNames, tabSorts } from '../../snapshots/model.ts';
import type { DayQuery, TabQuery } from '../../snapshots/ports.ts';
import { openWorld, type World } from '../../testing/world.ts';

/** One backup instance's records as generated, and what the tabs must say of them, counted one by one. */
type Item = { itemType: ItemType; itemId: string; spans: Span[] };
type Span = {
  from: number;
  to: number | null;
  alias: string | null;
  createdAt: Date;
  rotatedAt: Date | null;
};

const day = { from: new Date('2026-11-23T16:00:00Z'), to: new Date('2026-11-24T16:00:00Z') };
const hour = (hours: number) => new Date(day.from.getTime() + hours * 3_600_000);
const pointCount = 12;
/** Point 4 is the day's full, point 11 the next day's; each of those between may be chosen. */
const fullOrdinal = 4;

/** What an item did at each point: lived on, changed, was rotated (in the day or before it), deleted, made (again). */
const step = fc.constantFrom('none', 'none', 'none', 'change', 'rotate', 'rotateLong', 'delete', 'make');
const item = fc.record({
  itemType: fc.constantFrom<ItemType>('KEY', 'SECRET'),
  name: fc.constantFrom('ab', 'Ab_c', 'b%', 'kö', 'zz'),
  alias: fc.constantFrom(null, 'alias/One', 'alias/two', 'alias/ZÖE'),
  steps: fc.array(step, { minLength: pointCount, maxLength: pointCount }),
});

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it('R13: shows of each tab what every record, looked at one by one, says', {
  timeout: 60_000,
}, async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { minLength: 6, maxLength: 16 }),
      fc.integer({ min: 4, max: 11 }),
      async (drawn, lastOrdinal) => {
        const backupId = `kbi-model-${run++}`;
        const items = drawn.map((given, index) => made(given, index));
        await write(backupId, items);
        const query: DayQuery = { fullOrdinal, lastOrdinal, ...day };
        const later = await world.ports.snapshots.laterCounts(backupId, query);
        for (const itemType of ['KEY', 'SECRET'] as const) {
          const of = items.filter((candidate) => candidate.itemType === itemType);
          for (const tab of tabNames) {
            const wanted = shown(of, tab, query);
            if (tab !== 'full') expect(later[itemType][tab]).toBe(wanted.length);
            await expectTab(
              backupId,
              { ...query, itemType, tab, sort: { by: 'id', direction: 'ascending' } },
              of,
              wanted,
            );
          }
        }
      },
    ),
    { numRuns: 20 },
  );
});

type Shown = { itemId: string; from: number; alias: string | null };

async function expectTab(backupId: string, query: TabQuery, of: readonly Item[], wanted: readonly Shown[]) {
  const fullCount = shown(of, 'full', query).length;
  const ask = (search: string, sort: TabQuery['sort'], cursor: string | null) =>
    world.ports.snapshots.tabPage(backupId, { ...query, sort }, { search, cursor, pageSize: 3 }, fullCount);
  const orders = tabSorts.flatMap((by) => [
    { by, direction: 'ascending' } as const,
    { by, direction: 'descending' } as const,
  ]);
  const searches = ['', 'b', '', 'B_', '%', '', 'ALIAS/', 'zö', ''];
  for (const [turn, search] of searches.entries()) {
    const sort = orders[turn % orders.length] ?? query.sort;
    const matching = wanted
      .filter((row) =>
        [row.itemId, row.alias ?? ''].some((text) => text.toLowerCase().includes(search.toLowerCase())),
      )
      .map((row) => `${row.itemId} ${row.from}`)
      .sort();
    const seen: string[] = [];
    for (let cursor: string | null = null, more = true; more; ) {
      const page: Awaited<ReturnType<typeof ask>> = await ask(search, sort, cursor);
      expect(page.total).toBe(matching.length);
      expect(page.position).toBe(seen.length);
      seen.push(...page.items.map((row) => `${row.itemId} ${row.fromOrdinal}`));
      cursor = page.next;
      more = cursor !== null;
    }
    expect(seen.toSorted()).toEqual(matching);
    const end = await ask(search, sort, lastPage);
    expect(end.items.map((row) => `${row.itemId} ${row.fromOrdinal}`)).toEqual(
      seen.slice(Math.floor(Math.max(seen.length - 1, 0) / 3) * 3),
    );
  }
}

/** R13, word for word. */
function shown(items: readonly Item[], tab: TabName, query: DayQuery): Shown[] {
  return items.flatMap(({ itemId, spans }) => {
    const ofDay = spans.filter(
      ({ from, to, createdAt }) =>
        from <= query.lastOrdinal && (to === null || to > query.fullOrdinal) && createdAt < query.to,
    );
    const newest = ofDay.at(-1);
    if (!newest) return [];
    const inFull = ofDay.some(({ from }) => from <= query.fullOrdinal);
    const rotated = ofDay.some(
      ({ rotatedAt }) => rotatedAt && rotatedAt >= query.from && rotatedAt < query.to,
    );
    const isIn = tab === 'full' ? inFull : tab === 'incremental' ? !inFull : rotated;
    return isIn ? [{ itemId, from: newest.from, alias: newest.alias }] : [];
  });
}

/** Point n of the day was captured at its hour; the first three before the day, the last at its end. */
const captured = (ordinal: number): Date =>
  ordinal < fullOrdinal
    ? hour(ordinal - fullOrdinal)
    : ordinal === 11
      ? new Date(day.to.getTime() + 1000)
      : hour(ordinal - fullOrdinal);

function made(
  given: { itemType: ItemType; name: string; alias: string | null; steps: readonly string[] },
  index: number,
): Item {
  const spans: Span[] = [];
  const { itemType, steps, name } = given;
  steps.forEach((what, at) => {
    const ordinal = at + 1;
    const open = spans.at(-1)?.to === null ? spans.at(-1) : undefined;
    const moment = new Date(captured(ordinal).getTime() - 500);
    const next = (facts: Partial<Span>) => {
      const base = { alias: given.alias, createdAt: moment, rotatedAt: null };
      spans.push({ ...base, ...open, ...facts, from: ordinal, to: null });
      if (open) open.to = ordinal;
    };
    if (what === 'make' && !open) next({});
    if (!open) return;
    if (what === 'change') next({ alias: `alias/${ordinal}` });
    if (what === 'rotate') next({ rotatedAt: moment });
    if (what === 'rotateLong') next({ rotatedAt: hour(-100) });
    if (what === 'delete') open.to = ordinal;
  });
  return { itemType, itemId: `${name}-${index}`, spans };
}

async function write(backupId: string, items: readonly Item[]): Promise<void> {
  const bytes = new Uint8Array([1]);
  const ordinals = Array.from({ length: pointCount }, (_, index) => index + 1);
  await world.database.backupPoint.createMany({
    data: ordinals.map((ordinal) => ({
      backupInstanceId: backupId,
      ordinal,
      accountId: world.actor.accountId,
      kind: ordinal === fullOrdinal || ordinal === 11 ? 'FULL' : 'INCREMENTAL',
      slotAt: captured(ordinal),
      capturedAt: captured(ordinal),
      throughSeq: 0n,
      keyCount: 0,
      secretCount: 0,
      added: 0,
      closed: 0,
      changesHash: bytes,
      mac: bytes,
    })),
  });
  await world.database.backupRecord.createMany({
    data: items.flatMap(({ itemType, itemId, spans }) =>
      spans.map(({ from, to, alias, createdAt, rotatedAt }) => ({
        backupInstanceId: backupId,
        itemType,
        itemId,
        fromOrdinal: from,
        toOrdinal: to,
        alias,
        state: 'Enabled',
        versionCount: 1,
        itemCreatedAt: createdAt,
        itemRotatedAt: rotatedAt,
        contentHash: bytes,
        sealed: bytes,
      })),
    ),
  });
}
