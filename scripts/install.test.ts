import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needsInstall } from './install.mjs';

const a = { version: '1.0.0', integrity: 'sha512-a' };
const forOthers = { version: '1.0.0', optional: true, os: ['aix'] };
let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'kms-install-'));
  write('package-lock.json', { '': {}, 'node_modules/a': a, 'node_modules/b': forOthers });
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(name: string, packages: unknown): void {
  mkdirSync(path.join(root, 'node_modules'), { recursive: true });
  writeFileSync(path.join(root, name), JSON.stringify({ packages }));
}

const installed = (packages: unknown) => {
  write('node_modules/.package-lock.json', packages);
  return !needsInstall(root);
};

describe('packages are installed', () => {
  it('if node_modules holds all that the lock file names, but for those of other platforms', () => {
    expect(installed({ 'node_modules/a': a })).toBe(true);
    expect(
      installed({ 'node_modules/a': a, 'node_modules/b': { ...forOthers, integrity: 'sha512-b' } }),
    ).toBe(true);
  });

  it('not if one is missing, is of another version, or is not the very one', () => {
    expect(installed({})).toBe(false);
    expect(installed({ 'node_modules/a': { ...a, version: '1.0.1' } })).toBe(false);
    expect(installed({ 'node_modules/a': { ...a, integrity: 'sha512-x' } })).toBe(false);
  });

  it('not in a bare clone', () => {
    expect(needsInstall(root)).toBe(true);
  });
});
