import { lastPage } from '../lib/kernel/page.ts';
import { createKey } from '../lib/kms/create-key.ts';
import { keySorts, secretSorts } from '../lib/kms/list-orders.ts';
import { listKeys, listSecrets, matchingKeys } from '../lib/kms/view-kms.ts';
import { openDurableWorld } from '../lib/testing/durable-world.ts';
import { fillLists } from '../lib/testing/fill-lists.ts';
import { value, type World } from '../lib/testing/world.ts';
import { type Figure, percentile } from './figure.ts';

const count = 100_000;
const regionId = 'cn-hangzhou';
const pageSize = 20;
const runs = 3;

/** One letter, no match, everything, rare and common parts, a tag, other scripts. */
const searches = [
  'a',
  'z',
  'ö',
  '中',
  'qz',
  'key-',
  '=',
  'service 77',
  'ledger/prod',
  'stag',
  'dev/9999',
  'team=core',
  'cc-499',
  'nothing like it',
  'search/dev/50',
];

/** Lists of 100,000 keys and of 100,000 secrets in one account and region, and a key made in such an instance. */
export async function listFigures(): Promise<readonly Figure[]> {
  const { world } = await openDurableWorld('bench');
  try {
    const { actor, database } = world;
    const instanceId = await world.instance('lists', { keyQuota: 100_000, secretQuota: 100_000 });
    await fillLists(database, { accountId: actor.accountId, regionId, instanceId, count: count - 100 });
    await database.$executeRaw`VACUUM ANALYZE`;
    return await measure(world, instanceId);
  } finally {
    await world.close();
  }
}

async function measure(world: World, instanceId: string): Promise<readonly Figure[]> {
  const { ports, actor } = world;
  const ask = inEveryOrder(world);
  await ask([{}]); // connections and caches of a server that runs
  const p95 = async (asked: readonly object[]): Promise<number[]> => {
    const values: number[] = [];
    for (let run = 0; run < runs; run++) values.push(percentile(await ask(asked), 0.95));
    return values;
  };
  const makeKeys = async (): Promise<number> => {
    const times: number[] = [];
    for (let made = 0; made < 30; made++) {
      const input = {
        instanceId,
        alias: null,
        description: '',
        tags: {},
        spec: 'Aliyun_AES_256',
        usage: 'ENCRYPT/DECRYPT',
        rotationDays: null,
      } as const;
      times.push(await milliseconds(async () => value(await createKey(ports, actor, input))));
    }
    return percentile(times, 0.5);
  };
  const match = { search: 'a', instanceId: null, state: null, spec: null, usage: null };
  const figure = (name: string, values: readonly number[], atMost = 100): Figure => ({
    name: `lists of 100,000 keys and secrets, ${name}`,
    values,
    unit: 'ms',
    atMost,
  });
  return [
    figure('first page in every order, 95th percentile', await p95([{}])),
    figure('last page in every order, 95th percentile', await p95([{ cursor: lastPage }])),
    figure('searches, first page, 95th percentile', await p95(searches.map((search) => ({ search })))),
    figure(
      'searches, last page, 95th percentile',
      await p95(searches.map((search) => ({ search, cursor: lastPage }))),
    ),
    figure(
      'by instance, with and without a search, 95th percentile',
      await p95([{ instanceId }, { instanceId, search: 'o' }, { instanceId: 'kst-none' }]),
    ),
    figure(
      'choosing the first 10,000 that match, one call',
      [await milliseconds(() => matchingKeys(ports, actor, regionId, match))],
      1000,
    ),
    figure('making one more AES key, median', [await makeKeys(), await makeKeys(), await makeKeys()], 50),
  ];
}

/** Asks every list for what is given, in every order both ways; the milliseconds of each. */
function inEveryOrder({ ports, actor }: World) {
  const page = { search: '', cursor: null, pageSize };
  const directions = ['ascending', 'descending'] as const;
  const lists = directions.flatMap((direction) => [
    ...keySorts.map(
      (by) => (more: object) =>
        listKeys(ports, actor, regionId, { ...page, sort: { by, direction }, ...more }),
    ),
    ...secretSorts.map(
      (by) => (more: object) =>
        listSecrets(ports, actor, regionId, { ...page, sort: { by, direction }, ...more }),
    ),
  ]);
  return async (asked: readonly object[]): Promise<number[]> => {
    const times: number[] = [];
    for (const list of lists) for (const more of asked) times.push(await milliseconds(() => list(more)));
    return times;
  };
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
