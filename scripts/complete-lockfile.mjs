// node scripts/complete-lockfile.mjs, after each `npm install` that changes package-lock.json: npm leaves out
// the packages for other platforms that the registry at hand doesn't carry, and `npm ci` then refuses the file
// everywhere. This names them again, with the platform that each is for, so that only that one fetches it.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const file = path.join(fileURLToPath(new URL('..', import.meta.url)), 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

const added = [];
for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    if (lock.packages[place] !== undefined) continue;
    const platform = readPlatform(name);
    if (platform === undefined || !/^\d/.test(version)) {
      console.error(`Not added: ${name}@${version}`);
      continue;
    }
    lock.packages[place] = { version, ...platform, optional: true };
    added.push(name);
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries(sorted);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? 'Nothing was missing.' : `Added: ${added.join(', ')}`);

/** @param {string} name */
function readPlatform(name) {
  const words = name.replace('windows', 'win32').split(/[/-]/);
  const os = systems.find((each) => words.includes(each));
  const cpu = processors.find((each) => words.includes(each));
  const libc = ['musl', 'gnu'].find((each) => words.includes(each));
  if (words.includes('wasm32')) return { cpu: ['wasm32'] };
  if (os === undefined) return undefined;
  const processor = cpu ?? (words.includes('universal') ? undefined : 'arm');
  return {
    ...(processor === undefined ? {} : { cpu: [processor] }),
    ...(os === 'linux' && libc !== undefined ? { libc: [libc === 'gnu' ? 'glibc' : 'musl'] } : {}),
    os: [os],
  };
}
