import type { Actor } from '../access/model.ts';
import type { Result } from '../kernel/result.ts';
import type { KmsError } from '../kms/errors.ts';
import type { KmsPorts } from '../kms/ports.ts';
import { releaseInstance } from '../kms/release-instance.ts';
import type { SnapshotPorts } from './ports.ts';
import { leaseMs, takeSnapshot } from './take-snapshot.ts';

/**
 * Releases a KMS instance after a last backup point of each backup instance that has it as its source; the
 * schedules stop then (their next look finds the source gone).
 */
export async function releaseSource(
  ports: SnapshotPorts & KmsPorts,
  actor: Actor,
  input: { readonly instanceId: string; readonly confirmedName: string },
): Promise<Result<void, KmsError>> {
  const instance = await ports.kms.findInstance(actor.accountId, input.instanceId);
  if (instance && !instance.releasedAt && instance.name === input.confirmedName) {
    for (const backup of await ports.backups.ofSource(actor.accountId, instance.id)) {
      const now = await ports.clock.now();
      const leaseUntil = new Date(now.getTime() + leaseMs);
      const claim = await ports.snapshots.claimOne(backup.id, now, leaseUntil, ports.ids.token());
      if (claim) await takeSnapshot(ports, claim);
    }
  }
  return releaseInstance(ports, actor, input);
}
