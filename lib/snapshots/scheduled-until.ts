import type { BackupListItem } from '../backups/model.ts';

/** When the schedule stopped asking for slots, or now: a source that is gone, or an expiry, asks for none. */
export function scheduledUntil(backup: BackupListItem, now: Date): Date {
  const ends = [now];
  if (backup.expiresAt) ends.push(backup.expiresAt);
  if (backup.sourceReleased && backup.latestBackupAt) ends.push(backup.latestBackupAt);
  return new Date(Math.min(...ends.map((end) => end.getTime())));
}
