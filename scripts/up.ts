import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { readRegions } from '../lib/adapters/files/region-file.ts';
import { type Env, parseEnv } from '../lib/env.ts';
import { build, needsBuild } from './build.ts';
import type { Clone } from './clone.mjs';
import { register, releaseLock, takeLock } from './lock.mjs';
import { findFreePort, portIsFree } from './postgres/free-port.ts';
import { reachable, runConsole } from './supervisor/run-console.ts';
import type { WebCommand } from './supervisor/web.ts';

export type UpOptions = {
  readonly args: readonly string[];
  /** Another web process in place of the console: for tests of the set-up. */
  readonly web?: (variables: NodeJS.ProcessEnv) => WebCommand;
};

/** `npm run up` and `npm run dev`, once the packages are there. Throws what a person should read. */
export async function up(clone: Clone, options: UpOptions): Promise<void> {
  const { root, control } = clone;
  const stop = stopSignal();
  const given = parseEnv(process.env);
  const env: Env = { ...given, KMS_DATA_DIR: path.resolve(root, given.KMS_DATA_DIR) };
  if (env.PORT === 0) env.PORT = await findFreePort();
  const url = env.KMS_PUBLIC_URL ?? `http://${reachable(env.HOST)}:${env.PORT}`;
  control.facts.url = url;

  // 0711: PostgreSQL runs as another user when the console is started by root, and must pass through.
  if (!existsSync(env.KMS_DATA_DIR)) mkdirSync(env.KMS_DATA_DIR, { recursive: true, mode: 0o711 });
  readRegions(env.KMS_DATA_DIR); // a bad list is told before anything is built or started
  const lockDir = path.join(env.KMS_DATA_DIR, 'lock');
  const lock = await takeLock(lockDir, control);
  if (!lock.taken) {
    throw new Error(
      `The console is already running on ${env.KMS_DATA_DIR}: ${lock.by.url ?? `process ${lock.by.pid}`}`,
    );
  }
  try {
    if (!(await portIsFree(env.PORT, env.HOST))) {
      throw new Error(
        `Another program listens on port ${env.PORT} of ${env.HOST}. Choose another one: PORT=${env.PORT + 1} npm run up`,
      );
    }
    const dev = options.args.includes('--dev');
    if (!dev && options.web === undefined && needsBuild(root)) {
      await clone.refuseIfRunning();
      build(root);
    }
    register(dev ? clone.developingDir : clone.runningDir, control);
    clone.release();
    const web = options.web ?? (dev ? devServer(root, env) : standalone(root));
    await runConsole({ root, env, url, sample: options.args.includes('--sample'), web, stop });
  } finally {
    releaseLock(lockDir, control);
  }
}

function standalone(root: string) {
  return (variables: NodeJS.ProcessEnv): WebCommand => ({
    module: path.join(root, '.next', 'standalone', 'server.js'),
    args: [],
    env: { ...variables, NODE_ENV: 'production' },
    cwd: root,
  });
}

function devServer(root: string, env: Env) {
  return (variables: NodeJS.ProcessEnv): WebCommand => ({
    module: path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next'),
    args: ['dev', '--port', String(env.PORT), '--hostname', env.HOST],
    env: { ...variables, NODE_ENV: 'development' },
    cwd: root,
  });
}

function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => controller.abort());
  }
  // npm itself may end without passing its signal on; the console it started is not to outlive it.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    const watch = setInterval(() => {
      if (process.ppid !== parent) controller.abort();
    }, 500);
    watch.unref();
  }
  return controller.signal;
}
