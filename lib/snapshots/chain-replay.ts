import { type DataKey, sameBytes } from '../ports/keyring.ts';
import { hashSet } from './chain.ts';
import { type ChainStep, isProven, walkChain } from './chain-walk.ts';
import { type Live, type LiveSet, liveSet } from './live-set.ts';
import type { ChainReader } from './verify-ports.ts';

export type ChainPlace = {
  readonly backupId: string;
  readonly accountId: string;
  readonly dataKey: DataKey;
};

export type Replayed = {
  readonly step: ChainStep;
  /** What is alive at the point; the same set at every step. */
  readonly alive: LiveSet<Live>;
  /** Null: that is proven. Else the point from which on it isn't. */
  readonly brokenAt: number | null;
};

/**
 * Replays what a chain's manifests name, point by point, up to an ordinal; no record is opened.
 *
 * Proof begins with the empty set before the first point, and again at every full backup whose MAC holds and whose set
 * hash fits what was replayed up to it, or else what the rows say; it goes on from point to point while their MACs and
 * manifests hold.
 */
export async function* replayChain(
  reader: ChainReader,
  place: ChainPlace,
  through: number,
): AsyncGenerator<Replayed> {
  const alive = liveSet<Live>();
  let brokenAt: number | null = null;
  for await (const steps of walkChain(reader, place.dataKey, place, through)) {
    for (const step of steps) {
      await replay(reader, place.backupId, alive, step);
      if (!isProven(step)) brokenAt ??= step.ordinal;
      if (brokenAt !== null && (await isWhole(reader, place, alive, step))) brokenAt = null;
      yield { step, alive, brokenAt };
    }
  }
}

/** Carries the set on; where a point's manifest is gone, by what the rows say. */
async function replay(
  reader: ChainReader,
  backupId: string,
  alive: LiveSet<Live>,
  { ordinal, named }: ChainStep,
): Promise<void> {
  const changes = named ?? {
    added: await reader.stubs(backupId, ordinal, ordinal),
    closed: await reader.closed(backupId, ordinal, ordinal),
  };
  for (const closed of changes.closed) {
    if (alive.get(closed)?.fromOrdinal === closed.fromOrdinal) alive.remove(closed);
  }
  for (const added of changes.added) alive.put({ ...added, fromOrdinal: ordinal });
}

/** Whether a full backup's set hash proves what is alive at it: as replayed, or else as the rows say, taken over then. */
async function isWhole(
  reader: ChainReader,
  { backupId, dataKey }: ChainPlace,
  alive: LiveSet<Live>,
  { ordinal, point, holds }: ChainStep,
): Promise<boolean> {
  if (!point?.setHash || !holds) return false;
  if (sameBytes(alive.hash(dataKey), point.setHash)) return true;
  const rows = await reader.aliveAt(backupId, ordinal);
  if (!sameBytes(hashSet(dataKey, rows), point.setHash)) return false;
  for (const entry of [...alive.values()]) alive.remove(entry);
  for (const row of rows) alive.put(row);
  return true;
}
