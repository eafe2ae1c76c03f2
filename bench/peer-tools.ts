import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a peer took, whole processes, in seconds and bytes. */
export type PeerSteps = {
  readonly first: number;
  readonly same: number;
  readonly changed: { readonly seconds: number; readonly bytes: number };
  readonly restoreAll: number;
  readonly restoreOne: number;
  readonly verify: number;
};

export type Peer = { readonly name: string; readonly version: string; run(folder: string): PeerSteps };

/** `items` files of 600 random bytes, as the peers are measured in public comparisons. */
export function makeFiles(folder: string, items: number): void {
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < items; index++) writeFileSync(fileOf(folder, index), randomBytes(600));
}

const fileOf = (folder: string, index: number) => path.join(folder, `item-${index}`);
const oneFile = 4242;

/** Peers that are installed; the others are named in `missing`. */
export function findPeers(): { readonly peers: readonly Peer[]; readonly missing: readonly string[] } {
  const peers: Peer[] = [];
  const missing: string[] = [];
  for (const [name, make] of [
    ['restic', restic],
    ['borg', borg],
  ] as const) {
    const asked = spawnSync(name, [name === 'restic' ? 'version' : '--version'], { encoding: 'utf8' });
    if (asked.status === 0)
      peers.push({ name, version: asked.stdout.trim().split('\n')[0] ?? '', run: make });
    else missing.push(name);
  }
  return { peers, missing };
}

/** As it comes: its cache is on, which is faster, in the scratch folder. */
function restic(folder: string): PeerSteps {
  const repository = path.join(folder, 'restic');
  const env = {
    RESTIC_PASSWORD: 'bench',
    RESTIC_REPOSITORY: repository,
    RESTIC_CACHE_DIR: path.join(folder, 'restic-cache'),
  };
  return steps(folder, repository, env, {
    init: ['restic', 'init', '--quiet'],
    backup: () => ['restic', 'backup', '--quiet', 'files'],
    restoreAll: (to) => ['restic', 'restore', '--quiet', 'latest', '--target', to],
    restoreOne: (to, file) => [
      'restic',
      'restore',
      '--quiet',
      'latest',
      '--target',
      to,
      '--include',
      `/${file}`,
    ],
    verify: ['restic', 'check', '--quiet', '--read-data'],
  });
}

/** As it comes, with its key in the repository under a passphrase. */
function borg(folder: string): PeerSteps {
  const repository = path.join(folder, 'borg');
  const env = {
    BORG_PASSPHRASE: 'bench',
    BORG_REPO: repository,
    BORG_BASE_DIR: path.join(folder, 'borg-base'),
  };
  let archives = 0;
  const latest = () => `::a${archives}`;
  return steps(folder, repository, env, {
    init: ['borg', 'init', '--encryption', 'repokey'],
    backup: () => {
      archives += 1;
      return ['borg', 'create', latest(), 'files'];
    },
    restoreAll: () => ['borg', 'extract', latest()],
    restoreOne: (_, file) => ['borg', 'extract', latest(), file],
    verify: ['borg', 'check', '--verify-data'],
  });
}

type Commands = {
  readonly init: readonly string[];
  backup(): readonly string[];
  restoreAll(to: string): readonly string[];
  restoreOne(to: string, file: string): readonly string[];
  readonly verify: readonly string[];
};

function steps(
  folder: string,
  repository: string,
  env: Readonly<Record<string, string>>,
  commands: Commands,
): PeerSteps {
  const seconds = ([command = '', ...args]: readonly string[], cwd = folder): number => {
    const started = performance.now();
    execFileSync(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return (performance.now() - started) / 1000;
  };
  const restored = (name: string) => {
    const to = path.join(folder, name);
    rmSync(to, { recursive: true, force: true });
    mkdirSync(to);
    return to;
  };
  rmSync(repository, { recursive: true, force: true });
  seconds(commands.init);
  const first = seconds(commands.backup());
  const same = seconds(commands.backup());
  const files = path.join(folder, 'files');
  const items = readdirSync(files).length;
  for (let index = 0; index < items; index += 100) writeFileSync(fileOf(files, index), randomBytes(600));
  const before = bytesIn(repository);
  const changed = { seconds: seconds(commands.backup()), bytes: bytesIn(repository) - before };
  const all = restored('all');
  const restoreAll = seconds(commands.restoreAll(all), all);
  const one = restored('one');
  const restoreOne = seconds(commands.restoreOne(one, `files/item-${oneFile}`), one);
  const verify = seconds(commands.verify);
  return { first, same, changed, restoreAll, restoreOne, verify };
}

function bytesIn(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += statSync(path.join(entry.parentPath, entry.name)).size;
  }
  return bytes;
}
