import { lastPage } from '../lib/kernel/page.ts';
import { createKey } from '../lib/kms/create-key.ts';
import { keySorts, secretSorts } from '../lib/kms/list-orders.ts';
import { listKeys, listSecrets, matchingKeys } from '../lib/kms/view-kms.ts';
import { fillLists } from '../lib/testing/fill-lists.ts';
import { aesKey, value, type World } from '../lib/testing/world.ts';
import { openBenchWorld } from './bench-server.ts';

const count = 100_000;
const regionId = 'cn-hangzhou';
const pageSize = 20;
const repeats = 3;

/** Milliseconds inside the server, each request with its own connection's worth of work. */
export type ListFigures = Readonly<
  Record<'firstPage' | 'lastPage' | 'search' | 'filter' | 'createKey', readonly number[]>
>;

/** One character, no match, everything, rare and common parts, a tag, other scripts. */
const searches = [
  'a',
  'z',
  'ö',
  '中',
  'qz',
  'key-',
  '=',
  'service 77',
  'orders/prod',
  'stag',
  'dev/9999',
  'team=core',
  'cc-499',
  'nothing like it',
  'search/dev/50',
];

/** Lists of 100,000 keys and of 100,000 secrets in one account and region, and a key made in such an instance. */
export async function measureLists(): Promise<ListFigures> {
  const { world } = await openBenchWorld();
  try {
    const { actor, database } = world;
    const instanceId = await world.instance('lists', { keyQuota: 1_000_000, secretQuota: 1_000_000 });
    await fillLists(database, { accountId: actor.accountId, regionId, instanceId, count });
    await database.$executeRaw`VACUUM ANALYZE`;
    return await measureIn(world, instanceId);
  } finally {
    await world.close();
  }
}

export async function measureIn(world: World, instanceId: string): Promise<ListFigures> {
  const { ports, actor } = world;
  const lists = [
    ...keySorts.map((by) => (more: object, descending: boolean) => {
      const sort = { by, direction: descending ? 'descending' : 'ascending' } as const;
      return listKeys(ports, actor, regionId, { search: '', cursor: null, pageSize, sort, ...more });
    }),
    ...secretSorts.map((by) => (more: object, descending: boolean) => {
      const sort = { by, direction: descending ? 'descending' : 'ascending' } as const;
      return listSecrets(ports, actor, regionId, { search: '', cursor: null, pageSize, sort, ...more });
    }),
  ];
  const time = async (work: () => Promise<unknown>): Promise<number> => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
  const each = async (asked: readonly object[]): Promise<number[]> => {
    const times: number[] = [];
    for (const list of lists) {
      for (const more of asked) {
        for (const descending of [false, true]) {
          for (let repeat = 0; repeat < repeats; repeat++) {
            const ms = await time(() => list(more, descending));
            if (process.env.BENCH_SLOW && ms > Number(process.env.BENCH_SLOW)) {
              console.log(ms.toFixed(0), lists.indexOf(list), JSON.stringify(more), descending);
            }
            times.push(ms);
          }
        }
      }
    }
    return times;
  };
  await each([{}]); // connections, plans and caches of a server that runs
  return {
    firstPage: await each([{}]),
    lastPage: await each([{ cursor: lastPage }]),
    search: await each(searches.flatMap((search) => [{ search }, { search, cursor: lastPage }])),
    filter: await each([{ instanceId }, { instanceId, search: 'o' }, { instanceId: 'kst-none' }]),
    createKey: await Promise.all([]).then(async () => {
      const times: number[] = [];
      for (let made = 0; made < 30; made++) {
        const input = { ...aesKey, instanceId, alias: `alias/bench-${made}` };
        times.push(await time(async () => value(await createKey(ports, actor, input))));
      }
      return times;
    }),
  };
}

/** How long "select all that match" takes. */
export const selectAll = (world: World, instanceId: string) =>
  matchingKeys(world.ports, world.actor, regionId, {
    search: 'a',
    instanceId,
    state: null,
    spec: null,
    usage: null,
  });
