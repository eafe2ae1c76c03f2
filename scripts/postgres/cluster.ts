import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Binaries, findBinaries } from './binaries.ts';
import { chooseRunAs, giveTo, type RunAs } from './run-as.ts';

export type ClusterOptions = {
  /** PostgreSQL's own data folder; made on the first start. Absolute. */
  readonly dir: string;
  readonly port: number;
  /** Password of its superuser `kms`; counts on the first start alone. */
  readonly password: string;
  /** False: commits may be lost when the machine fails. For tests. */
  readonly durable: boolean;
};

export type Cluster = {
  readonly pid: number;
  /** Resolves when the server has ended, however it came to that. */
  readonly ended: Promise<void>;
  /** Ends connections, writes everything out, and waits for the end. */
  stop(): Promise<void>;
};

/**
 * Starts PostgreSQL on a data folder that no other server uses, and returns once it takes connections on
 * 127.0.0.1. Throws when it doesn't start; why stands in `<dir>.log`.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const binaries = findBinaries();
  const { dir } = options;
  if (!existsSync(path.join(dir, 'PG_VERSION'))) initialise(binaries, options);
  const runAs = chooseRunAs(binaries.postgres, dir);
  for (let attempt = 1; ; attempt += 1) {
    const child = launch(binaries.postgres, runAs, options);
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    const pid = await ready(child, ended, dir);
    if (pid !== undefined) return { pid, ended, stop: () => stop(child, ended) };
    // After a kill -9 the last backends of the server before may need a moment to notice.
    if (attempt === 5) throw new Error(`PostgreSQL did not start. Its log: ${dir}.log`);
    await pause(500);
  }
}

function initialise(binaries: Binaries, options: ClusterOptions): void {
  const { dir, password, durable } = options;
  const draft = `${dir}.init`;
  const passwordFile = `${dir}.password`;
  for (const left of [dir, draft, passwordFile]) rmSync(left, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const runAs = chooseRunAs(binaries.initdb, draft);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  giveTo(passwordFile, runAs.identity);
  const [command = '', ...args] = [
    ...runAs.prefix,
    binaries.initdb,
    `--pgdata=${draft}`,
    '--username=kms',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ];
  const outcome = spawnSync(command, args, { ...runAs.identity, cwd: '/', encoding: 'utf8' });
  rmSync(passwordFile);
  if (outcome.status !== 0) {
    throw new Error(`PostgreSQL's data folder can't be made:\n${outcome.stdout}${outcome.stderr}`, {
      cause: outcome.error,
    });
  }
  renameSync(draft, dir);
}

function launch(program: string, runAs: RunAs, options: ClusterOptions): ChildProcess {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100'];
  if (!options.durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  const [command = '', ...args] = [
    ...runAs.prefix,
    program,
    '-D',
    options.dir,
    '-p',
    String(options.port),
    ...settings.flatMap((setting) => ['-c', setting]),
  ];
  const log = openSync(`${options.dir}.log`, 'a', 0o600);
  // Detached: Ctrl-C must reach the supervisor alone, which stops the parts in order.
  const child = spawn(command, args, {
    ...runAs.identity,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  return child;
}

async function ready(child: ChildProcess, ended: Promise<void>, dir: string): Promise<number | undefined> {
  const pidFile = path.join(dir, 'postmaster.pid');
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over) {
    const lines = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split('\n') : [];
    if (Number(lines[0]) === child.pid && lines[7]?.startsWith('ready')) return child.pid;
    await pause(20);
  }
  return undefined;
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT');
  const hurry = setTimeout(() => child.kill('SIGQUIT'), 20_000);
  await ended;
  clearTimeout(hurry);
}
