import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { applyMigrations } from '../../scripts/migration-engine.ts';
import { startCluster } from '../../scripts/postgres/cluster.ts';
import { findFreePort } from '../../scripts/postgres/free-port.ts';
import { stopOrphan } from '../../scripts/postgres/orphan.ts';
import { templateDatabase } from './template-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL for this run, on which each test makes its own database. */
    databaseServer: string;
  }
}

const prefix = 'kms-vitest-';

/** Starts one PostgreSQL for the run, with a migrated template; the returned function stops it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers();
  const folder = mkdtempSync(path.join(tmpdir(), `${prefix}${process.pid}-`));
  const port = await findFreePort();
  const cluster = await startCluster({
    dir: path.join(folder, 'postgres'),
    port,
    password: 'test',
    durable: false,
  });
  const url = (database: string): string => `postgresql://kms:test@127.0.0.1:${port}/${database}`;
  const client = new pg.Client(url('postgres'));
  await client.connect();
  await client.query(`CREATE DATABASE ${templateDatabase}`);
  await client.end();
  await applyMigrations(url(templateDatabase));
  project.provide('databaseServer', url('postgres'));
  return async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Stops and removes what runs that were killed have left. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (!Number.isInteger(pid) || isRunning(pid)) continue;
    const folder = path.join(tmpdir(), name);
    await stopOrphan(path.join(folder, 'postgres'));
    rmSync(folder, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
