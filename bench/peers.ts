import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Figure, median } from './figure.ts';
import { type OurSteps, openStage } from './our-steps.ts';
import { findPeers, makeFiles, type PeerSteps } from './peer-tools.ts';

const items = 20_000;
const runs = 3;
/** Points over which the growth of the database is averaged. */
const rounds = 5;

/**
 * 10,000 AES keys and 10,000 secrets of 600 bytes here; 20,000 files of 600 random bytes there. Runs of all sides take
 * turns, so that a noisy machine is noisy for each. Ours is a server process; theirs are whole processes, as they are run.
 */
export async function peerFigures(): Promise<readonly Figure[]> {
  const { peers, missing } = findPeers();
  for (const name of missing)
    console.log(`       ${name} isn't installed here: what is compared with it is left out.`);
  for (const { name, version } of peers) console.log(`       ${name}: ${version}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'kms-bench-peers-'));
  const ours: OurSteps[] = [];
  const theirs = new Map(peers.map(({ name }): [string, PeerSteps[]] => [name, []]));
  try {
    makeFiles(path.join(folder, 'files'), items);
    const stage = await openStage(items, rounds);
    try {
      for (let run = 0; run < runs; run++) {
        for (const peer of peers) theirs.get(peer.name)?.push(peer.run(folder));
        ours.push(await stage.run());
      }
    } finally {
      await stage.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return [...ratios(ours, theirs), ...own(ours, theirs)];
}

function ratios(ours: readonly OurSteps[], theirs: ReadonlyMap<string, readonly PeerSteps[]>): Figure[] {
  const beside = (
    name: string,
    mine: (steps: OurSteps) => number,
    peer: string,
    other: (steps: PeerSteps) => number,
    atMost: number,
  ): Figure[] => {
    const others = theirs.get(peer) ?? [];
    if (others.length === 0) return [];
    const values = others.flatMap((its, run) =>
      ours.slice(run, run + 1).map((our) => mine(our) / other(its)),
    );
    const note = `${shown(median(ours.map(mine)))} beside ${shown(median(others.map(other)))}`;
    return [{ name: `${name}, of ${peer}'s time`, values, atMost, note }];
  };
  return [
    ...beside(
      'first full backup',
      (our) => our.firstFull,
      'restic',
      (its) => its.first,
      1 / 2,
    ),
    ...beside(
      'full backup without a change',
      (our) => median(our.sameFull),
      'restic',
      (its) => its.same,
      1 / 4,
    ),
    ...beside(
      'incremental, 1% changed',
      (our) => our.changed.seconds,
      'restic',
      (its) => its.changed.seconds,
      1 / 20,
    ),
    ...beside(
      'incremental, nothing changed',
      (our) => median(our.quiet),
      'restic',
      (its) => its.same,
      1 / 100,
    ),
    ...beside(
      'all items read and opened',
      (our) => our.readAll,
      'borg',
      (its) => its.restoreAll,
      1,
    ),
    ...beside(
      'one item read and opened',
      (our) => median(our.readOne),
      'borg',
      (its) => its.restoreOne,
      1 / 10,
    ),
    ...beside(
      'verified whole',
      (our) => our.verify,
      'restic',
      (its) => its.verify,
      1,
    ),
  ];
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;
const spread = (values: readonly number[]): string =>
  `single ones ${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`;
const shown = (seconds: number): string => `${(seconds * 1000).toFixed(0)} ms`;

/** What has a limit of its own, and what is good to know. */
function own(ours: readonly OurSteps[], theirs: ReadonlyMap<string, readonly PeerSteps[]>): Figure[] {
  const added = [...theirs]
    .map(([name, its]) => `${name} ${median(its.map((one) => one.changed.bytes / 1000)).toFixed(0)}`)
    .join(', ');
  const kilobytes = (of: (steps: OurSteps) => number) => ours.map((steps) => of(steps) / 1000);
  return [
    {
      name: '200 secrets with another description add, indexes included, the mean of 5 points from the first on',
      values: kilobytes((our) => mean(our.described.map((one) => one.bytes))),
      unit: 'KB',
      atMost: 300,
      note: `${spread(ours.flatMap((our) => our.described.map((one) => one.bytes / 1000)))}; ${added}`,
    },
    {
      name: '200 secrets with another value add, the one before kept beside it',
      values: kilobytes((our) => our.changed.bytes),
      unit: 'KB',
      note: added,
    },
    {
      name: "the first full backup's memory above idle",
      values: ours.map((our) => our.peakBytes / 1024 / 1024),
      unit: 'MiB',
      atMost: 200,
    },
    {
      name: 'one secret restored into its instance, proven by the chain',
      values: ours.map((our) => our.restoreOne * 1000),
      unit: 'ms',
    },
  ];
}
