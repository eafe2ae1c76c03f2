import { type Crew, newCrew, withFreeWorkers } from './crew.ts';
import { leaseMs } from './keep-lease.ts';
import type { Lane } from './model.ts';
import type { Claim, SnapshotPorts } from './ports.ts';
import { rewindSchedules } from './rewind-schedules.ts';
import { type SnapshotOutcome, takeSnapshot } from './take-snapshot.ts';
import { takeUnchangedFulls } from './take-unchanged-fulls.ts';

export type RunReport = {
  readonly backupId: string;
  readonly outcome: SnapshotOutcome['kind'] | 'failed';
};

export type DueReport = {
  /** Backup instances whose source had not changed, so that their newest point answers for one more slot. */
  readonly quiet: number;
  /** Every other one whose slot was taken. */
  readonly snapshots: readonly RunReport[];
};

/** Backup instances covered in one statement. */
const quietAtOnce = 10_000;

/** Leases taken at once. What is large takes long: nothing waits behind it. */
const claimsAtOnce: Readonly<Record<Lane, number>> = { incremental: 20, full: 100, large: 1 };

/** A claim that has waited so long for a worker goes back, long before its lease runs out. */
const mostWaitingMs = leaseMs / 4;

/**
 * Takes every snapshot that is due. The cron, the route and every replica may call it at once: each slot is
 * leased to one of them. Looks that overlap in a process share its `crew`. A failure is reported to `onFailure`; its
 * slot is tried again half a minute later.
 */
export async function runDue(
  ports: SnapshotPorts,
  onFailure: (backupId: string, error: unknown) => void,
  crew: Crew = newCrew(),
): Promise<DueReport> {
  await rewindSchedules(ports, await ports.clock.now());
  const quiet = await coverQuiet(ports);
  const snapshots: RunReport[] = [];
  await withFreeWorkers(crew, async (lane) => {
    const waiting = crew.waiting[lane];
    for (;;) {
      const next = waiting.shift();
      if (next === undefined) {
        const claims = await claim(ports, lane);
        if (claims.length === 0) return;
        const since = performance.now();
        const left = lane === 'full' ? await takeTogether(ports, claims, snapshots) : claims;
        waiting.push(...left.map((one) => ({ claim: one, since })));
      } else if (performance.now() - next.since > mostWaitingMs) {
        await ports.snapshots.letGo([next, ...waiting.splice(0)].map((one) => one.claim));
      } else {
        snapshots.push(await runOne(ports, next.claim, onFailure));
      }
    }
  });
  return { quiet, snapshots };
}

/**
 * Takes the fulls of unchanged sources at once; answers what is left to be taken one by one. Where that fails it is all
 * of them: whichever it was tells its own failure then, and holds up no other.
 */
async function takeTogether(
  ports: SnapshotPorts,
  claims: readonly Claim[],
  reports: RunReport[],
): Promise<readonly Claim[]> {
  const together = await takeUnchangedFulls(ports, claims).catch(() => undefined);
  if (!together) return claims;
  const { taken, lost, left } = together;
  for (const { backup } of taken) reports.push({ backupId: backup.id, outcome: 'point' });
  for (const { backup } of lost) reports.push({ backupId: backup.id, outcome: 'lost' });
  return left;
}

async function coverQuiet(ports: SnapshotPorts): Promise<number> {
  let all = 0;
  for (;;) {
    const some = await ports.snapshots.coverQuiet(await ports.clock.now(), quietAtOnce);
    all += some;
    if (some < quietAtOnce) return all;
  }
}

async function claim(ports: SnapshotPorts, lane: Lane): Promise<readonly Claim[]> {
  const now = await ports.clock.now();
  const leaseUntil = new Date(now.getTime() + leaseMs);
  return ports.snapshots.claimDue(now, leaseUntil, claimsAtOnce[lane], ports.ids.token, lane);
}

async function runOne(
  ports: SnapshotPorts,
  claim: Claim,
  onFailure: (backupId: string, error: unknown) => void,
): Promise<RunReport> {
  try {
    const outcome = await takeSnapshot(ports, claim);
    return { backupId: claim.backup.id, outcome: outcome.kind };
  } catch (error) {
    onFailure(claim.backup.id, error);
    return { backupId: claim.backup.id, outcome: 'failed' };
  }
}
