import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { type Cluster, startCluster } from '../postgres/cluster.ts';
import { findFreePort, portIsFree } from '../postgres/free-port.ts';
import { stopOrphan } from '../postgres/orphan.ts';

const recordSchema = z.object({ port: z.number().int(), password: z.string().min(1) });

export type OwnDatabase = {
  readonly url: string;
  /** Rejects when the server can't be kept running. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
};

/** Address of the database that the console keeps in a data folder, whether or not it runs; undefined before the first start. */
export function ownDatabaseUrl(dataDir: string): string | undefined {
  const found = readRecord(dataDir);
  return found === undefined ? undefined : toUrl(found);
}

/** Starts PostgreSQL in the data folder, and again whenever it dies. Its port stays the same while nobody takes it. */
export async function startOwnDatabase(dataDir: string): Promise<OwnDatabase> {
  const dir = path.join(dataDir, 'postgres');
  await stopOrphan(dir); // before the port is chosen: it holds that of the last time
  const known = readRecord(dataDir);
  if (known === undefined && existsSync(dir)) {
    throw new Error(`${recordFile(dataDir)}, which holds the database's password, is missing. Put it back.`);
  }
  const password = known?.password ?? randomBytes(24).toString('base64url');
  const record = { password, port: await choosePort(known?.port) };
  writeRecord(dataDir, record);
  keepLogShort(`${dir}.log`);
  const start = (): Promise<Cluster> => startCluster({ ...record, dir, durable: true });

  let cluster = await start();
  await createDatabase(record);
  let stopping = false;
  const failed = (async (): Promise<never> => {
    let deaths: number[] = [];
    for (;;) {
      await cluster.ended;
      if (stopping) return new Promise<never>(() => {});
      deaths = [...deaths.filter((at) => at > Date.now() - 60_000), Date.now()];
      if (deaths.length > 5) throw new Error(`PostgreSQL keeps ending. Its log: ${dir}.log`);
      console.error('PostgreSQL has ended; starting it again.');
      await pause(200);
      cluster = await start();
      if (stopping) await cluster.stop();
    }
  })();
  failed.catch(() => {}); // whoever waits for it hears of it; nobody waits while things start
  return {
    url: toUrl(record),
    failed,
    stop: () => {
      stopping = true;
      return cluster.stop();
    },
  };
}

type Connection = z.infer<typeof recordSchema>;

const recordFile = (dataDir: string): string => path.join(dataDir, 'postgres.json');

const toUrl = (to: Connection, database = 'kms'): string =>
  `postgresql://kms:${to.password}@127.0.0.1:${to.port}/${database}`;

function readRecord(dataDir: string): Connection | undefined {
  const file = recordFile(dataDir);
  return existsSync(file) ? recordSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

function writeRecord(dataDir: string, record: Connection): void {
  const draft = `${recordFile(dataDir)}.tmp`;
  writeFileSync(draft, `${JSON.stringify(record)}\n`, { mode: 0o600, flush: true });
  renameSync(draft, recordFile(dataDir));
}

async function choosePort(before: number | undefined): Promise<number> {
  if (before !== undefined && (await portIsFree(before, '127.0.0.1'))) return before;
  return findFreePort();
}

async function createDatabase(record: Connection): Promise<void> {
  const client = new pg.Client(toUrl(record, 'postgres'));
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = 'kms'");
    if (found.rowCount === 0) await client.query('CREATE DATABASE kms');
  } finally {
    await client.end();
  }
}

function keepLogShort(log: string): void {
  const found = statSync(log, { throwIfNoEntry: false });
  if (found !== undefined && found.size > 10 * 1024 * 1024) renameSync(log, `${log}.old`);
}
