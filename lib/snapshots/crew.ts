import { type SharedTurns, sharedTurns } from '../kernel/shared-turns.ts';
import { type Lane, lanes } from './model.ts';
import type { Claim } from './ports.ts';

/** What the schedule did beside snapshots. */
export type ChoresReport = {
  readonly purged: number;
  /** Keys. */
  readonly rotated: number;
  readonly rotatedSecrets: number;
  readonly generated: number;
};

/**
 * Those who do one process's scheduled work, so that looks which overlap share them: a look beside a backup that takes
 * ten minutes still has everybody else at hand. Made once a process.
 */
export type Crew = {
  /** Workers that have nothing to do. */
  readonly free: Record<Lane, number>;
  /** Claims that wait for the next worker of their lane. */
  readonly waiting: Readonly<Record<Lane, WaitingClaim[]>>;
  readonly chores: SharedTurns<ChoresReport>;
};

/** `since`: of `performance.now()`. */
export type WaitingClaim = { readonly claim: Claim; readonly since: number };

/** A snapshot takes two of the pool's twenty connections. */
const workersIn: Readonly<Record<Lane, number>> = { incremental: 2, full: 2, large: 2 };

export function newCrew(): Crew {
  return {
    free: { ...workersIn },
    waiting: { incremental: [], full: [], large: [] },
    chores: sharedTurns(),
  };
}

/** Lets every free worker of each lane do `work`, and answers once they have ended. Throws what one of them threw. */
export async function withFreeWorkers(crew: Crew, work: (lane: Lane) => Promise<void>): Promise<void> {
  const workers = lanes.flatMap((lane) => Array.from({ length: crew.free[lane] }, () => lane));
  const ended = await Promise.allSettled(
    workers.map(async (lane) => {
      crew.free[lane] -= 1;
      try {
        await work(lane);
      } finally {
        crew.free[lane] += 1;
      }
    }),
  );
  for (const outcome of ended) if (outcome.status === 'rejected') throw outcome.reason;
}
