import { afterAll, beforeAll, expect, it } from 'vitest';
import { lastPage } from '../../kernel/page.ts';
import { keySorts, secretSorts } from '../../kms/list-orders.ts';
import { listKeys, listSecrets } from '../../kms/view-kms.ts';
import { fillLists } from '../../testing/fill-lists.ts';
import { openWorld, type World } from '../../testing/world.ts';
import { type Connections, openConnections } from './client.ts';
import { createKmsStore } from './kms-store.ts';

const regionId = 'cn-hangzhou';
let world: World;
let connections: Connections;
const asked: { text: string; values: unknown[] }[] = [];

beforeAll(async () => {
  world = await openWorld();
  const { actor, database } = world;
  const instanceId = await world.instance('plans', { keyQuota: 100_000, secretQuota: 100_000 });
  await fillLists(database, { accountId: actor.accountId, regionId, instanceId, count: 5000 });
  await database.$executeRaw`VACUUM ANALYZE`;
  connections = openConnections(world.url);
  const { pool } = connections;
  pool.query = new Proxy(pool.query, {
    apply(query, _, args: unknown[]) {
      if (isStatement(args[0])) asked.push({ text: args[0].text, values: args[0].values });
      return Reflect.apply(query, pool, args);
    },
  });
});
afterAll(async () => {
  await connections.database.$disconnect();
  await world.close();
});

/** How PostgreSQL answers what a list asks it. */
async function plansOf(list: typeof listKeys | typeof listSecrets, more: object): Promise<string[]> {
  const ports = { kms: createKmsStore(connections.database) };
  asked.length = 0;
  await list(ports, world.actor, regionId, { search: '', cursor: null, pageSize: 20, ...more });
  const plans: string[] = [];
  for (const { text, values } of [...asked]) {
    const { rows } = await connections.pool.query<Record<string, string>>(`EXPLAIN ${text}`, values);
    plans.push(rows.flatMap((row) => Object.values(row)).join('\n'));
  }
  return plans;
}

function isStatement(argument: unknown): argument is { text: string; values: unknown[] } {
  return typeof argument === 'object' && argument !== null && 'text' in argument && 'values' in argument;
}

it('the first and the last page are read along an index, in every order', async () => {
  const lists = [
    ...keySorts.map((by) => ({ list: listKeys, by, index: 'kms_keys_by_' })),
    ...secretSorts.map((by) => ({ list: listSecrets, by, index: 'kms_secrets_by_' })),
  ];
  for (const { list, by, index } of lists) {
    for (const direction of ['ascending', 'descending']) {
      for (const cursor of [null, lastPage]) {
        const plans = await plansOf(list, { cursor, sort: { by, direction } });
        const walk = plans.find((plan) => plan.includes(index));
        expect(walk, `${index}${by}`).toMatch(/Limit[\s\S]*Index (Only )?Scan/);
        expect(walk).not.toMatch(/Sort|Seq Scan/);
      }
    }
  }
});

it('a rare part is found by its trigrams, without reading the list through', async () => {
  for (const [list, index] of [
    [listKeys, 'kms_key_list_search'],
    [listSecrets, 'kms_secret_list_search'],
  ] as const) {
    const plans = await plansOf(list, { search: '4997' });
    const counts = plans.filter((plan) => plan.startsWith('Aggregate'));
    expect(counts).toHaveLength(1);
    expect(counts[0]).toContain(`Bitmap Index Scan on ${index}`);
    for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on kms_(key|secret)(s|_list)\b/);
  }
});

it('what an instance holds is not counted anew', async () => {
  const { database, pool } = connections;
  asked.length = 0;
  await createKmsStore(database).liveInstances(world.actor.accountId, regionId);
  expect(asked.length).toBeGreaterThan(0);
  for (const { text, values } of [...asked]) {
    const { rows } = await pool.query<Record<string, string>>(`EXPLAIN ${text}`, values);
    expect(rows.flatMap((row) => Object.values(row)).join('\n')).not.toMatch(
      /kms_(keys|key_versions|secrets)\b/,
    );
  }
});
