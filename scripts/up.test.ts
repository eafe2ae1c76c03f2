import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findFreePort } from './postgres/free-port.ts';
import { stopOrphan } from './postgres/orphan.ts';
import { ownDatabaseUrl } from './supervisor/database.ts';
import { processesNaming, type Started, start, waitUntilReady } from './testing/started-console.ts';

const script = fileURLToPath(new URL('./testing/up-one-page.mjs', import.meta.url));
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 }); // each starts real servers, some several

let folder: string;
/** One data folder for all tests, as making one takes the longest; each starts from a stopped console. */
let dir: string;
let all: Started[] = [];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kms-up-'));
  dir = path.join(folder, 'data');
});
afterEach(async () => {
  for (const each of all) each.child.kill('SIGTERM');
  await Promise.all(all.map((each) => each.ended));
  all = [];
  await stopOrphan(path.join(dir, 'postgres'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function up(env: Record<string, string> = {}): Started {
  const started = start(script, dir, env);
  all.push(started);
  return started;
}

const fetchText = async (url: string): Promise<string> => (await fetch(url)).text();

const servers = () => processesNaming(`${dir}/postgres`).filter(({ command }) => command.includes(' -D '));

async function write(text: string): Promise<void> {
  await onDatabase(`INSERT INTO accounts (id, name) VALUES ('${text}', '${text}')`);
}

async function onDatabase(sql: string): Promise<unknown[]> {
  const client = new pg.Client(ownDatabaseUrl(dir));
  await client.connect();
  const found = await client.query(sql);
  await client.end();
  return found.rows;
}

describe('npm run up', () => {
  it('shows the first password once, and leaves nothing running after Ctrl-C', async () => {
    const first = up();
    const url = await waitUntilReady(first, dir);
    const password = readFileSync(path.join(dir, 'admin-password'), 'utf8').trim();
    expect(await fetchText(url)).toBe('one page');
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(first.output()).toContain(password);
    expect(first.output()).toContain(url);
    await expect(fetch(url)).rejects.toThrow();
    expect(servers()).toEqual([]);

    const second = up();
    await waitUntilReady(second, dir);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    expect(second.output()).not.toContain(password);
  });

  it('refuses a second start on the same data folder, and names the address of the first', async () => {
    const first = up();
    const url = await waitUntilReady(first, dir);
    const second = up();
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(url);
    expect(await fetchText(url)).toBe('one page');
    expect(servers()).toHaveLength(1);
  });

  it('lets one of two that start at once go on', async () => {
    const both = [up(), up()];
    const winner = await Promise.any(
      both.map(async (each) => ((await waitUntilReady(each, dir)) ? each : each)),
    );
    const loser = both.find((each) => each !== winner);
    expect(await loser?.ended).toBe(1);
    expect(loser?.output()).toContain('already running');
  });

  it('recovers after the supervisor was killed: one server, nothing lost, no web process left', async () => {
    const first = up();
    const url = await waitUntilReady(first, dir);
    await write('before the kill');
    const port = new URL(ownDatabaseUrl(dir) ?? '').port;
    first.child.kill('SIGKILL');
    await first.ended;
    await expect.poll(() => fetch(url).catch(() => 'gone')).toBe('gone');
    expect(servers()).toHaveLength(1);

    await waitUntilReady(up(), dir);
    expect(servers()).toHaveLength(1);
    expect(new URL(ownDatabaseUrl(dir) ?? '').port).toBe(port);
    expect(await onDatabase('SELECT id FROM accounts')).toContainEqual({ id: 'before the kill' });
  });

  it('starts PostgreSQL again when it was killed', async () => {
    await waitUntilReady(up(), dir);
    await write('kept');
    const [server] = servers();
    process.kill(server?.pid ?? 0, 'SIGKILL');
    const read = () => onDatabase('SELECT id FROM accounts').catch(() => 'away');
    await expect.poll(read, { timeout: 15_000 }).toContainEqual({ id: 'kept' });
    expect(servers()[0]?.pid).not.toBe(server?.pid);
  });

  it('starts the web process again when it was killed', async () => {
    const url = await waitUntilReady(up(), dir);
    const [page] = processesNaming('one-page.mjs').filter(({ pid }) => environmentOf(pid).includes(dir));
    process.kill(page?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => fetchText(url).catch(() => 'away'), { timeout: 10_000 }).toBe('one page');
  });

  it('keeps the password of the database and the secrets from other users', async () => {
    await waitUntilReady(up(), dir);
    for (const name of ['postgres.json', 'root.key', 'snapshot-token', 'admin-password', 'up.json']) {
      expect([name, statSync(path.join(dir, name)).mode & 0o077]).toEqual([name, 0]);
    }
    expect(await onDatabase('SHOW data_checksums')).toEqual([{ data_checksums: 'on' }]);
    expect(await onDatabase('SHOW fsync')).toEqual([{ fsync: 'on' }]);
  });

  it('uses the server of DATABASE_URL and starts none', async () => {
    await waitUntilReady(up(), dir);
    const url = ownDatabaseUrl(dir) ?? '';
    const other = path.join(folder, 'other');
    // Consoles on one database have one root key.
    const KMS_ROOT_KEY = readFileSync(path.join(dir, 'root.key'), 'utf8').trim();
    const second = start(script, other, { DATABASE_URL: url, KMS_ROOT_KEY });
    all.push(second);
    await waitUntilReady(second, other);
    expect(existsSync(path.join(other, 'postgres'))).toBe(false);
  });

  it('names a setting that cannot be used, and starts nothing', async () => {
    const fresh = path.join(folder, 'fresh');
    const started = start(script, fresh, { KMS_BILLING: 'sometimes' });
    expect(await started.ended).toBe(1);
    expect(started.output()).toContain('KMS_BILLING');
    expect(existsSync(fresh)).toBe(false);
  });

  it('says so when another program has the port', async () => {
    const port = await findFreePort();
    const guest = createServer().listen(port, '127.0.0.1');
    const started = up({ PORT: String(port) });
    expect(await started.ended).toBe(1);
    expect(started.output()).toContain(`port ${port}`);
    guest.close();
  });

  it('stops, and makes no new root key, if the database needs another one: it says which', async () => {
    const first = up();
    await waitUntilReady(first, dir);
    await onDatabase(
      "INSERT INTO data_keys (id, account_id, owner_id, root_key_id, wrapped, created_at) VALUES ('d', 'a', 'o', 'rk-lost', '', now())",
    );
    first.child.kill('SIGINT');
    await first.ended;
    const refused = up();
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toContain('rk-lost');

    rmSync(path.join(dir, 'root.key'));
    const withoutKey = up();
    expect(await withoutKey.ended).toBe(1);
    expect(withoutKey.output()).toContain('rk-lost');
    expect(existsSync(path.join(dir, 'root.key'))).toBe(false);
  });

  it('stops at a root key that is none, and leaves it as it is', async () => {
    writeFileSync(path.join(dir, 'root.key'), 'damaged\n');
    const started = up();
    expect(await started.ended).toBe(1);
    expect(started.output()).toContain('root.key does not hold a root key');
    expect(readFileSync(path.join(dir, 'root.key'), 'utf8')).toBe('damaged\n');
    expect(servers()).toEqual([]);
  });
});

/** Variables of a process, where the system tells them; else nothing. */
function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}
