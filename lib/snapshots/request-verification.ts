import type { Actor } from '../access/model.ts';
import { checkUsable } from '../backups/lifecycle.ts';
import type { BackupListItem } from '../backups/model.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { SnapshotError } from './errors.ts';
import type { SnapshotPorts } from './ports.ts';
import type { DamagedRecord } from './verify-model.ts';

/**
 * Makes a verification of a backup instance's chain due at once and shows it as begun; `runVerification` carries it
 * out, here or, should this process end before, by the schedule. Refused while one runs, and before the first point.
 */
export async function requestVerification(
  ports: SnapshotPorts,
  actor: Actor,
  { backupId }: { readonly backupId: string },
): Promise<Result<void, SnapshotError>> {
  const backup = await ports.backups.find(actor.accountId, backupId);
  if (!backup) return err({ code: 'BACKUP_NOT_FOUND', backupId });
  const now = await ports.clock.now();
  const usable = checkUsable(backup, now);
  if (!usable.ok) return usable;
  if (backup.state !== 'ENABLED') return err({ code: 'BACKUP_NOT_ENABLED', backupId });
  const requested = await ports.verifications.request(backupId, now);
  switch (requested) {
    case 'requested':
      return ok(undefined);
    case 'running':
      return err({ code: 'VERIFICATION_RUNNING', backupId });
    case 'nothing':
      return err({ code: 'NOTHING_TO_VERIFY', backupId });
  }
}

/** What the last verification found, by name: searched, sorted by name, paged. Empty if there was none. */
export async function damagedRecords(
  ports: SnapshotPorts,
  actor: Actor,
  backupId: string,
  request: PageRequest,
): Promise<Result<Page<DamagedRecord>, SnapshotError>> {
  const backup = await ports.backups.find(actor.accountId, backupId);
  if (!backup) return err({ code: 'BACKUP_NOT_FOUND', backupId });
  const usable = checkUsable(backup, await ports.clock.now());
  if (!usable.ok) return usable;
  return ok(await ports.verifications.damagedPage(backup.id, request));
}

/** A point that doesn't hold, and the first slot that it answers for; null: no row tells any more. */
export type BrokenPoint = { readonly ordinal: number; readonly slotAt: Date | null };

/** The points that the last verification found broken, in order. */
export async function brokenPoints(
  ports: Pick<SnapshotPorts, 'verifications'>,
  { id, verification }: Pick<BackupListItem, 'id' | 'verification'>,
): Promise<readonly BrokenPoint[]> {
  const ordinals = verification?.result?.brokenPoints ?? [];
  const slots = await ports.verifications.slotsOf(id, ordinals);
  return ordinals.map((ordinal) => ({ ordinal, slotAt: slots.get(ordinal) ?? null }));
}
