import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEnv } from '../../env.ts';
import { createOnce, readText } from './create-once.ts';
import { openSecrets } from './first-start.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'kms-first-start-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const open = (more: Record<string, string> = {}, before = async () => {}) =>
  openSecrets(parseEnv({ KMS_DATA_DIR: dir, ...more }), before);

describe('secrets of a site', () => {
  it('are made at the first start, for the owner alone, and kept', async () => {
    const first = await open();
    expect(first.rootKey).toHaveLength(32);
    expect(first.adminPasswordIsNew).toBe(true);
    for (const name of ['root.key', 'snapshot-token', 'admin-password']) {
      expect(statSync(path.join(dir, name)).mode & 0o777).toBe(0o600);
    }
    expect(await open()).toEqual({ ...first, adminPasswordIsNew: false });
  });

  it('are the same for starters that come at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => open()));
    expect(new Set(all.map((each) => each.rootKey.toString('hex'))).size).toBe(1);
    expect(all.filter((each) => each.adminPasswordIsNew)).toHaveLength(1);
  });

  it('come from the environment where it says so, and then no file is made', async () => {
    const key = Buffer.alloc(32, 7);
    const given = { KMS_ROOT_KEY: key.toString('base64'), SNAPSHOT_TOKEN: 't'.repeat(24) };
    const secrets = await open({ ...given, KMS_ADMIN_PASSWORD: 'password' });
    expect(secrets).toEqual({
      rootKey: key,
      snapshotToken: given.SNAPSHOT_TOKEN,
      adminPassword: 'password',
      adminPasswordIsNew: false,
    });
    expect(existsSync(path.join(dir, 'root.key'))).toBe(false);
    expect(existsSync(path.join(dir, 'admin-password'))).toBe(false);
  });

  it('are refused, and left alone, if root.key does not hold 32 bytes', async () => {
    writeFileSync(path.join(dir, 'root.key'), 'c2hvcnQ=\n');
    await expect(open()).rejects.toThrow(/root\.key does not hold a root key/);
    expect(readFileSync(path.join(dir, 'root.key'), 'utf8')).toBe('c2hvcnQ=\n');
  });

  it('hold no new root key if the database already holds data keys', async () => {
    const refuse = async () => {
      throw new Error('it holds data keys');
    };
    await expect(open({}, refuse)).rejects.toThrow('it holds data keys');
    expect(existsSync(path.join(dir, 'root.key'))).toBe(false);
  });

  it('need no look at the database while root.key is there', async () => {
    await open();
    await open({}, () => Promise.reject(new Error('never asked')));
  });
});

it('a file that is there is never written again', () => {
  const file = path.join(dir, 'x');
  expect(createOnce(file, 'one')).toBe(true);
  expect(createOnce(file, 'two')).toBe(false);
  expect(readText(file)).toBe('one');
});
