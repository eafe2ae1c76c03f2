import type { BackupInstance } from '../backups/model.ts';
import type { SnapshotPorts } from './ports.ts';

/** When the source was last looked at, if it never is again: it was released. Null: it lives. */
export async function lastLookOf(
  ports: Pick<SnapshotPorts, 'backups'>,
  backup: BackupInstance,
): Promise<Date | null> {
  const listed = await ports.backups.findListed(backup.accountId, backup.id);
  return listed?.sourceReleased ? listed.latestBackupAt : null;
}
