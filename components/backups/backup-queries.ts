import { queryOptions } from '@tanstack/react-query';
import type { BackupActivity } from '@/lib/backups/model';
import { readJson } from '../read-json';

/** What a backup instance is doing, as JSON carries it. */
type Activity = { readonly activity: BackupActivity | null; readonly latestBackupAt: string | null };

export const activityOf = (backupId: string) =>
  queryOptions({
    queryKey: ['backup-activity', backupId],
    queryFn: () => readJson<Activity>(`/api/backups/${encodeURIComponent(backupId)}/activity`),
    staleTime: 0,
  });
