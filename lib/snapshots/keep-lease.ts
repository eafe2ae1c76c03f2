import type { RunProgress } from './model.ts';
import type { Claim, SnapshotPorts } from './ports.ts';
import type { DueSnapshot } from './schedule.ts';

/** How long a lease holds without being renewed: a killed process's slot is taken again after it. */
export const leaseMs = 60_000;

/** Work that is done by then shows no progress and renews no lease; a person doesn't see it either. */
const beatMs = 500;

export type LeaseKeeper = {
  /** How many items there are to look at. */
  expect(total: number): void;
  /** How many have been looked at. */
  tell(done: number): void;
  progress(): RunProgress;
  /** Renews no more, and answers whether the lease was lost meanwhile; throws what went wrong with it. */
  settle(): Promise<boolean>;
  /** Ends the run if its progress was shown. */
  endRun(): Promise<void>;
  stop(): void;
};

/** Renews the lease and shows progress beside the work, every half second of it. */
export function keepLease(
  ports: SnapshotPorts,
  claim: Claim,
  run: DueSnapshot & { readonly startedAt: Date },
): LeaseKeeper {
  let done = 0;
  let total = 0;
  let shown = false;
  let lost = false;
  let telling: Promise<void> = Promise.resolve();
  const progress = (): RunProgress => ({ ...run, done, total: Math.max(done, total) });
  const beat = async () => {
    const until = new Date((await ports.clock.now()).getTime() + leaseMs);
    shown = true;
    lost ||= !(await ports.snapshots.renewLease(claim, until, progress()));
  };
  let idle = true;
  const timer = setInterval(() => {
    if (!idle) return;
    idle = false;
    telling = telling.then(beat).finally(() => {
      idle = true;
    });
    telling.catch(() => undefined); // reported by settle; until then it must not count as unhandled
  }, beatMs);
  const stop = () => clearInterval(timer);
  return {
    expect(count) {
      total = count;
    },
    tell(count) {
      done = count;
    },
    progress,
    async settle() {
      stop();
      await telling;
      return lost;
    },
    async endRun() {
      stop();
      if (shown) await ports.snapshots.endRun(claim, await ports.clock.now());
    },
    stop,
  };
}
