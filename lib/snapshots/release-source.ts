import type { Actor } from '../access/model.ts';
import type { BackupError } from '../backups/errors.ts';
import { checkUsable } from '../backups/lifecycle.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from '../kms/errors.ts';
import type { KmsInstance } from '../kms/model.ts';
import type { KmsPorts } from '../kms/ports.ts';
import { releaseInstance } from '../kms/release-instance.ts';
import { keyContent, secretContent } from './item-content.ts';
import { leaseMs } from './keep-lease.ts';
import type { SnapshotPorts } from './ports.ts';
import { rewindSchedules } from './rewind-schedules.ts';
import { takeSnapshot } from './take-snapshot.ts';

type Ports = SnapshotPorts & KmsPorts;

/** Changes may come between the last points and the release; then both are done again, so many times. */
const mostTries = 3;

/**
 * Releases a KMS instance after a last backup point of each enabled backup instance that has it as its source
 * and has not expired; the schedules stop then (their next look finds the source gone). Nothing is destroyed
 * that those points don't hold: refused as BACKUP_BUSY while another backup of it runs or changes don't stop,
 * and as SOURCE_DAMAGED while it has keys or secrets that can't be backed up.
 */
export async function releaseSource(
  ports: Ports,
  actor: Actor,
  input: { readonly instanceId: string; readonly confirmedName: string },
): Promise<Result<void, KmsError | BackupError>> {
  const instance = await ports.kms.findInstance(actor.accountId, input.instanceId);
  if (!instance || instance.releasedAt || instance.name !== input.confirmedName) {
    return releaseInstance(ports, actor, input); // which says what is wrong
  }
  for (let tries = 1; ; tries++) {
    const kept = await takeLastPoints(ports, instance);
    if (!kept.ok) return kept;
    const released = await releaseInstance(ports, actor, input);
    const moved = !released.ok && released.error.code === 'BACKUP_BUSY';
    if (!moved || tries >= mostTries) return released;
  }
}

async function takeLastPoints(
  ports: Ports,
  instance: KmsInstance,
): Promise<Result<void, KmsError | BackupError>> {
  const named = { instanceId: instance.id, name: instance.name };
  const now = await ports.clock.now();
  await rewindSchedules(ports, now);
  const backups = (await ports.backups.ofSource(instance.accountId, instance.id)).filter(
    (backup) => backup.state === 'ENABLED' && checkUsable(backup, now).ok,
  );
  if (backups.length === 0) return ok(undefined);
  for (const backup of backups) {
    const claimedAt = await ports.clock.now();
    const leaseUntil = new Date(claimedAt.getTime() + leaseMs);
    const claim = await ports.snapshots.claimOne(backup.id, claimedAt, leaseUntil, ports.ids.token());
    if (!claim) return err({ code: 'BACKUP_BUSY', ...named });
    // Whether it saw everything, the release itself asks: a lost lease or a later change shows there.
    await takeSnapshot(ports, claim);
  }
  // Of the whole instance: an incremental point looks at what changed alone.
  const itemIds = await damagedItems(ports, instance);
  return itemIds.length === 0 ? ok(undefined) : err({ code: 'SOURCE_DAMAGED', ...named, itemIds });
}

/** The keys and secrets that a backup can't hold as they are. */
async function damagedItems(ports: Ports, instance: KmsInstance): Promise<readonly string[]> {
  const wrapped = await ports.kms.findDataKey(instance.accountId, instance.dataKeyId);
  if (!wrapped) return []; // released meanwhile
  const dataKey = ports.keyring.open(wrapped);
  const damaged: string[] = [];
  for await (const batch of ports.kms.keysOf(instance.accountId, instance.id)) {
    for (const found of batch)
      if (!keyContent(ports.crypto, dataKey, found).ok) damaged.push(found.key.keyId);
  }
  for await (const batch of ports.kms.secretsOf(instance.accountId, instance.id)) {
    for (const found of batch) if (!secretContent(dataKey, found).ok) damaged.push(found.secret.name);
  }
  return damaged;
}
