import { err, ok, type Result } from '../kernel/result.ts';
import type { BackupError } from './errors.ts';
import type { BackupInstance } from './model.ts';

/** After expiry no operation is supported but Renew (topic, "Expiration time"). */
export function checkUsable(
  backup: Pick<BackupInstance, 'id' | 'expiresAt'>,
  now: Date,
): Result<void, BackupError> {
  if (backup.expiresAt === null || backup.expiresAt > now) return ok(undefined);
  return err({ code: 'BACKUP_EXPIRED', backupId: backup.id, expiredAt: backup.expiresAt });
}
