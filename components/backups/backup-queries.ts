import { queryOptions } from '@tanstack/react-query';
import type { BackupActivity, Verification } from '@/lib/backups/model';
import { readJson } from '../read-json';

/** What a backup instance is doing, as JSON carries it. */
type Activity = { readonly activity: BackupActivity | null; readonly latestBackupAt: string | null };

export const activityOf = (backupId: string) =>
  queryOptions({
    queryKey: ['backup-activity', backupId],
    queryFn: () => readJson<Activity>(`/api/backups/${encodeURIComponent(backupId)}/activity`),
    staleTime: 0,
  });

/** How a verification goes; the times of a result come as texts, and nothing here reads them. */
type VerificationState = { readonly verification: Pick<Verification, 'running'> | null };

export const verificationOf = (backupId: string) =>
  queryOptions({
    queryKey: ['backup-verification', backupId],
    queryFn: () => readJson<VerificationState>(`/api/backups/${encodeURIComponent(backupId)}/verification`),
    staleTime: 0,
  });
