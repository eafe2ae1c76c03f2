import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const statusSchema = z.object({ pid: z.number(), url: z.string(), ready: z.boolean() });

export type Started = {
  readonly child: ChildProcess;
  /** All it has printed so far. */
  readonly output: () => string;
  /** Its exit code, once it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
};

const names = [
  'DATABASE_URL',
  'KMS_ROOT_KEY',
  'SNAPSHOT_TOKEN',
  'KMS_ADMIN_PASSWORD',
  'KMS_PUBLIC_URL',
  'HOST',
];
const unset = Object.fromEntries(names.map((name) => [name, '']));

/** Starts a script of this clone that runs a supervisor on a data folder. */
export function start(script: string, dataDir: string, env: Record<string, string> = {}): Started {
  const inherited = { ...process.env, KMS_DATA_DIR: dataDir, PORT: '0', ...unset };
  const child = spawn(process.execPath, [script], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { child, output: () => output, ended };
}

/** The address, once the console answers there. Throws what it printed if it ends before. */
export async function waitUntilReady(started: Started, dataDir: string, ms = 30_000): Promise<string> {
  const file = path.join(dataDir, 'up.json');
  for (const end = Date.now() + ms; Date.now() < end; await pause(25)) {
    const { exitCode, signalCode, pid } = started.child;
    if (exitCode !== null || signalCode !== null) throw new Error(`It has ended:\n${started.output()}`);
    if (!existsSync(file)) continue;
    const status = statusSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (status.ready && status.pid === pid) return status.url;
  }
  throw new Error(`Not ready after ${ms} ms:\n${started.output()}`);
}

/** Command lines of the running processes that name a folder; zombies name none. */
export function processesNaming(folder: string): { pid: number; command: string }[] {
  const lines = spawnSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).stdout.split('\n');
  return lines
    .filter((line) => line.includes(folder))
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim().replace(/^\d+\s+/, '') }));
}
