import type { SnapshotPorts } from './ports.ts';
import { verifyChain } from './verify-chain.ts';
import type { VerifyClaim } from './verify-model.ts';

/** How long a lease holds without being renewed: a killed process's verification is taken over after it. */
const leaseMs = 60_000;
/** When a chain is verified again: a day after it was, or half an hour after it could not be. */
const againMs = 24 * 3_600_000;
const retryMs = 30 * 60_000;

export type VerificationReport = {
  readonly backupId: string;
  /** lost: another process took it over, or the backup instance was reset or enabled anew; nothing was written. */
  readonly outcome: 'verified' | 'lost' | 'failed';
};

/** Carries out the verification that was requested of a backup instance, unless another process is at it. */
export async function runVerification(
  ports: SnapshotPorts,
  backupId: string,
  onFailure: (backupId: string, error: unknown) => void,
): Promise<VerificationReport | undefined> {
  const now = await ports.clock.now();
  const claim = await ports.verifications.claimOne(backupId, now, leaseUntil(now), ports.ids.token());
  return claim && runOne(ports, claim, onFailure);
}

/** Verifies up to `most` chains that are due, one after the other; the rest has its turn in the next look. */
export async function verifyDue(
  ports: SnapshotPorts,
  most: number,
  onFailure: (backupId: string, error: unknown) => void,
): Promise<readonly VerificationReport[]> {
  const reports: VerificationReport[] = [];
  while (reports.length < most) {
    const now = await ports.clock.now();
    const claim = await ports.verifications.claimDue(now, leaseUntil(now), ports.ids.token());
    if (!claim) break;
    reports.push(await runOne(ports, claim, onFailure));
  }
  return reports;
}

async function runOne(
  ports: SnapshotPorts,
  claim: VerifyClaim,
  onFailure: (backupId: string, error: unknown) => void,
): Promise<VerificationReport> {
  const backupId = claim.backup.id;
  try {
    const result = await verifyChain(ports, claim, async (done, total) =>
      ports.verifications.renew(claim, leaseUntil(await ports.clock.now()), done, total),
    );
    if (result === 'lost') return { backupId, outcome: 'lost' };
    const now = await ports.clock.now();
    const written = await ports.verifications.finish(claim, result, now, after(now, againMs));
    return { backupId, outcome: written ? 'verified' : 'lost' };
  } catch (error) {
    onFailure(backupId, error);
    try {
      const now = await ports.clock.now();
      await ports.verifications.fail(claim, now, 'FAILED', after(now, retryMs));
    } catch (unrecorded) {
      onFailure(backupId, unrecorded); // most likely the database is away: the lease runs out by itself
    }
    return { backupId, outcome: 'failed' };
  }
}

const after = (instant: Date, milliseconds: number): Date => new Date(instant.getTime() + milliseconds);
const leaseUntil = (now: Date): Date => after(now, leaseMs);
