// Locks that survive a kill -9 honestly. A holder answers on a loopback socket with its nonce; one that
// doesn't is dead, whatever its process id is used for by now. Plain JavaScript: it runs before `npm ci`.
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';

/**
 * @typedef {{ port: number, nonce: string, pid: number }} Holder
 * @typedef {{ url: string | null }} Facts  what the holder tells about itself
 * @typedef {{ holder: Holder, facts: Facts }} Control
 */

/**
 * The socket on which this process answers that it lives. `facts` may be changed at any time.
 * @returns {Promise<Control>}
 */
export function openControl() {
  const nonce = randomBytes(16).toString('hex');
  /** @type {Facts} */
  const facts = { url: null };
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(JSON.stringify({ nonce, facts }));
    });
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      server.unref();
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ holder: { port, nonce, pid: process.pid }, facts });
    });
  });
}

/**
 * Takes the lock of a folder, or says who has it. The newest numbered file names the holder; whoever finds
 * it dead makes the next one, which only one can. The newest is never removed, so numbers never return.
 * @param {string} folder
 * @param {Control} control
 * @returns {Promise<{ taken: true } | { taken: false, by: Facts & { pid: number } }>}
 */
export async function takeLock(folder, control) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (;;) {
    const last = newest(folder);
    if (last > 0) {
      const by = await askHolder(path.join(folder, `${last}.json`));
      if (by !== undefined) return { taken: false, by };
    }
    const mine = last + 1;
    if (!create(path.join(folder, `${mine}.json`), control.holder)) continue;
    if (newest(folder) !== mine) {
      rmSync(path.join(folder, `${mine}.json`), { force: true });
      continue;
    }
    for (const number of numbers(folder)) {
      if (number < mine) rmSync(path.join(folder, `${number}.json`), { force: true });
    }
    return { taken: true };
  }
}

/**
 * Gives the lock back before this process ends (its end does so too).
 * @param {string} folder
 * @param {Control} control
 */
export function releaseLock(folder, control) {
  const file = path.join(folder, `${newest(folder)}.json`);
  if (readHolder(file)?.nonce === control.holder.nonce) writeFileSync(file, '{}\n');
}

/**
 * Adds this process to those at work in a folder, any number of them.
 * @param {string} folder
 * @param {Control} control
 */
export function register(folder, control) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  create(path.join(folder, `${control.holder.nonce}.json`), control.holder);
}

/**
 * Those at work in a folder now, without this process; forgets the dead.
 * @param {string} folder
 * @param {Control} control
 * @returns {Promise<(Facts & { pid: number })[]>}
 */
export async function listRegistered(folder, control) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const alive = [];
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (!name.endsWith('.json') || name.startsWith(control.holder.nonce)) continue;
    const found = await askHolder(file);
    if (found === undefined) rmSync(file, { force: true });
    else alive.push(found);
  }
  return alive;
}

/** @param {string} folder */
function numbers(folder) {
  return readdirSync(folder)
    .map((name) => Number(/^(\d+)\.json$/.exec(name)?.[1] ?? 0))
    .filter((number) => number > 0);
}

/** @param {string} folder */
function newest(folder) {
  return Math.max(0, ...numbers(folder));
}

/**
 * @param {string} file
 * @param {Holder} holder
 */
function create(file, holder) {
  const draft = `${file}.${holder.nonce}.tmp`;
  writeFileSync(draft, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * @param {string} file
 * @returns {Holder | undefined}
 */
function readHolder(file) {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8'));
    return typeof found.nonce === 'string' && Number.isInteger(found.port) ? found : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What the holder named in a file answers; undefined if it is dead.
 * @param {string} file
 * @returns {Promise<(Facts & { pid: number }) | undefined>}
 */
export async function askHolder(file) {
  const holder = readHolder(file);
  if (holder === undefined) return undefined;
  const answer = await ask(holder.port);
  if (answer === 'silent') return isRunning(holder.pid) ? { url: null, pid: holder.pid } : undefined;
  if (answer === undefined || answer.nonce !== holder.nonce) return undefined;
  return { url: answer.facts.url, pid: holder.pid };
}

/**
 * @param {number} port
 * @returns {Promise<{ nonce: string, facts: Facts } | 'silent' | undefined>}
 */
function ask(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let text = '';
    socket.setTimeout(3_000, () => {
      resolve('silent');
      socket.destroy();
    });
    socket.on('error', () => resolve(undefined));
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.on('end', () => {
      try {
        resolve(JSON.parse(text));
      } catch {
        resolve(undefined);
      }
    });
  });
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
