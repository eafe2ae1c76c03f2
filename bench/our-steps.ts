import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { z } from 'zod';
import { openDurableWorld } from '../lib/testing/durable-world.ts';
import { fillInstance } from './fill-instance.ts';

const point = z.object({ seconds: z.number(), bytes: z.number() });
const steps = z.object({
  firstFull: z.number(),
  peakBytes: z.number(),
  quiet: z.array(z.number()),
  /** Incrementals after the secrets' descriptions changed, and the one after their values did. */
  described: z.array(point),
  changed: point,
  sameFull: z.array(z.number()),
  readAll: z.number(),
  readOne: z.array(z.number()),
  verify: z.number(),
  restoreOne: z.number(),
});
/** What our side took, in seconds and bytes. */
export type OurSteps = z.infer<typeof steps>;

export type Stage = {
  /** Goes through all steps, on a copy of the filled database, in a server process of its own. */
  run(): Promise<OurSteps>;
  close(): Promise<void>;
};

/**
 * A database with `items` items, half keys and half secrets of 600 bytes, from which every run takes a copy. A hundredth
 * of them changes, `rounds` times in what is small.
 */
export async function openStage(items: number, rounds: number): Promise<Stage> {
  const { world, rootKey } = await openDurableWorld('bench');
  try {
    const quota = { keyQuota: items * 2, secretQuota: items * 2 };
    const source = await world.instance('bench', quota);
    const counts = { keys: items / 2, secrets: items / 2, valueBytes: 600 };
    await fillInstance(world.ports, world.database, world.actor.accountId, source, counts);
    await world.database.$executeRaw`ANALYZE`;
    await world.database.$disconnect(); // a database that is copied may have no other connection
    let runs = 0;
    return {
      async run() {
        runs += 1;
        const url = new URL(world.url);
        const name = `run_${runs}`;
        await inDatabase(world.url, 'template1', `CREATE DATABASE ${name} TEMPLATE postgres`);
        await inDatabase(world.url, 'template1', 'CHECKPOINT');
        url.pathname = `/${name}`;
        const printed = await child('peers-ours.ts', {
          BENCH_URL: url.href,
          BENCH_ROOT_KEY: rootKey,
          BENCH_SOURCE: source,
          BENCH_CHANGES: String(items / 100),
          BENCH_ROUNDS: String(rounds),
        });
        await inDatabase(world.url, 'template1', `DROP DATABASE ${name}`);
        return steps.parse(JSON.parse(printed));
      },
      close: () => world.close(),
    };
  } catch (error) {
    await world.close();
    throw error;
  }
}

async function inDatabase(base: string, name: string, sql: string): Promise<void> {
  const url = new URL(base);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function child(file: string, env: Readonly<Record<string, string>>): Promise<string> {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', program],
    { env: { ...process.env, ...env } },
  );
  return stdout;
}
