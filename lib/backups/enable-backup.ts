import type { Actor } from '../access/model.ts';
import { slotAt } from '../kernel/calendar.ts';
import { err, ok, type Result, unreachable } from '../kernel/result.ts';
import type { BackupError } from './errors.ts';
import { checkUsable } from './lifecycle.ts';
import type { BackupPorts } from './ports.ts';

export type EnableInput = {
  readonly backupId: string;
  readonly sourceInstanceId: string;
  readonly alias: string;
};

/**
 * Enables a backup instance: associates it with a Software Key Management instance of its own account and
 * region, under a fresh data key, and makes a full backup due at once (topic, "Enable the backup instance").
 */
export async function enableBackup(
  ports: BackupPorts,
  actor: Actor,
  input: EnableInput,
): Promise<Result<void, BackupError>> {
  const backup = await ports.backups.find(actor.accountId, input.backupId);
  if (!backup) return err({ code: 'BACKUP_NOT_FOUND', backupId: input.backupId });
  const now = await ports.clock.now();
  const usable = checkUsable(backup, now);
  if (!usable.ok) return usable;
  if (backup.type === 'UPLOAD') return err({ code: 'BACKUP_TYPE', backupId: backup.id });
  const alreadyEnabled = { code: 'BACKUP_ALREADY_ENABLED', backupId: backup.id } as const;
  if (backup.state === 'ENABLED') return err(alreadyEnabled);

  const source = await ports.kms.findInstance(actor.accountId, input.sourceInstanceId);
  if (!source || source.regionId !== backup.regionId) {
    return err({ code: 'SOURCE_NOT_FOUND', instanceId: input.sourceInstanceId });
  }
  const named = { instanceId: source.id, name: source.name };
  if (source.type === 'HARDWARE') return err({ code: 'SOURCE_HARDWARE', ...named });
  if (source.releasedAt) return err({ code: 'SOURCE_RELEASED', ...named });

  const associated = await ports.backups.associate({
    backupId: backup.id,
    accountId: backup.accountId,
    seenEpoch: backup.epoch,
    sourceInstanceId: source.id,
    alias: input.alias,
    dataKey: ports.keyring.create(ports.ids.id('dk'), backup.accountId, backup.id).wrapped,
    enabledAt: now,
    dueAt: slotAt(now),
  });
  switch (associated) {
    case 'associated':
      return ok(undefined);
    case 'changed':
      return err(alreadyEnabled);
    case 'source-gone':
      return err({ code: 'SOURCE_RELEASED', ...named });
    default:
      return unreachable(associated);
  }
}
