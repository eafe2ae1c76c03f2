import type { Claim, SnapshotPorts } from './ports.ts';
import { leaseMs, type SnapshotOutcome, takeSnapshot } from './take-snapshot.ts';

export type RunReport = {
  readonly backupId: string;
  readonly outcome: SnapshotOutcome['kind'] | 'failed';
};

/** One lease at a time: a lease that waits behind another's work could run out before its turn. */
const claimsAtOnce = 1;

/**
 * Takes every snapshot that is due. The cron, the route and every replica may call it at once: each slot is
 * leased to one of them. A failure is reported to `onFailure`; its slot is tried again half a minute later.
 */
export async function runDue(
  ports: SnapshotPorts,
  onFailure: (backupId: string, error: unknown) => void,
): Promise<readonly RunReport[]> {
  const reports: RunReport[] = [];
  for (;;) {
    const now = await ports.clock.now();
    const leaseUntil = new Date(now.getTime() + leaseMs);
    const claims = await ports.snapshots.claimDue(now, leaseUntil, claimsAtOnce, ports.ids.token);
    if (claims.length === 0) return reports;
    for (const claim of claims) reports.push(await runOne(ports, claim, onFailure));
  }
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
