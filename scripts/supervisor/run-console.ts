import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Env } from '../../lib/env.ts';
import { applyMigrations } from '../migration-engine.ts';
import { type OwnDatabase, startOwnDatabase } from './database.ts';
import { openSite, type Site } from './open-site.ts';
import { writeStatus } from './status.ts';
import { startWeb, type Web, type WebCommand, waitForPage } from './web.ts';

export type ConsoleOptions = {
  /** The clone. */
  readonly root: string;
  /** KMS_DATA_DIR absolute; the caller holds its lock. PORT chosen. */
  readonly env: Env;
  readonly url: string;
  /** True: the sample of prisma/seed.ts is made, too. */
  readonly sample: boolean;
  /** The process that answers at `url`; it gets the variables given here besides its own. */
  readonly web: (variables: NodeJS.ProcessEnv) => WebCommand;
  /** Aborted when the console is to stop. */
  readonly stop: AbortSignal;
};

/**
 * Runs the console until `stop`: database, migrations, secrets, web process, in this order; back in the
 * other. Throws, after everything was stopped, when a part can't be started or kept running.
 */
export async function runConsole(options: ConsoleOptions): Promise<void> {
  const { env, url, stop } = options;
  const stopped = new Promise<void>((resolve) => {
    stop.addEventListener('abort', () => resolve());
    if (stop.aborted) resolve();
  });
  let database: OwnDatabase | undefined;
  let web: Web | undefined;
  writeStatus(env.KMS_DATA_DIR, { pid: process.pid, url, ready: false });
  try {
    if (env.DATABASE_URL === undefined) database = await startOwnDatabase(env.KMS_DATA_DIR);
    const databaseUrl = env.DATABASE_URL ?? database?.url ?? '';
    const broken = database?.failed ?? new Promise<never>(() => {});
    const prepared = prepare(options, databaseUrl);
    const site = await Promise.race([prepared, broken, stopped]);
    if (stop.aborted) return;
    web = startWeb(options.web(variablesFor(env, databaseUrl)));
    const answers = waitForPage(`http://${reachable(env.HOST)}:${env.PORT}/sign-in`, stop);
    await Promise.race([answers, web.failed, broken]);
    if (stop.aborted) return;
    writeStatus(env.KMS_DATA_DIR, { pid: process.pid, url, ready: true });
    if (site) announce(options, site);
    await Promise.race([stopped, web.failed, broken]);
  } finally {
    await web?.stop();
    await database?.stop();
    writeStatus(env.KMS_DATA_DIR, { pid: process.pid, url, ready: false });
  }
}

async function prepare(options: ConsoleOptions, databaseUrl: string): Promise<Site> {
  await applyMigrations(databaseUrl);
  const site = await openSite(options.env, databaseUrl);
  if (options.sample) await runSeed(options, databaseUrl);
  return site;
}

async function runSeed(options: ConsoleOptions, databaseUrl: string): Promise<void> {
  const seed = path.join(options.root, 'prisma', 'seed.ts');
  if (!existsSync(seed)) return;
  const env = { ...variablesFor(options.env, databaseUrl), KMS_SAMPLE: '1' };
  const child = spawn(process.execPath, ['--import', 'tsx', seed], {
    cwd: options.root,
    env,
    stdio: 'inherit',
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error('The sample could not be made; why stands above.');
}

function variablesFor(env: Env, databaseUrl: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATABASE_URL: databaseUrl,
    KMS_DATA_DIR: env.KMS_DATA_DIR,
    PORT: String(env.PORT),
    HOST: env.HOST,
    HOSTNAME: env.HOST,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/** A name under which this machine reaches a server that listens on `host`. */
export function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function announce(options: ConsoleOptions, site: Site): void {
  console.log(`
  KMS Backups is ready: ${options.url}

  User name   admin
  Password    ${passwordText(options.env, site)}

  Ctrl-C stops it.
`);
}

function passwordText(env: Env, { secrets, hasUsers }: Site): string {
  const kept = path.join(env.KMS_DATA_DIR, 'admin-password');
  if (secrets.adminPasswordIsNew) {
    if (hasUsers) return 'the one that this database already has; that of this data folder is not used';
    return `${secrets.adminPassword}\n              (shown once; also in ${kept})`;
  }
  const where = env.KMS_ADMIN_PASSWORD === undefined ? `in ${kept}` : 'as KMS_ADMIN_PASSWORD says';
  return `the first one stands ${where}, unless it was changed since`;
}
