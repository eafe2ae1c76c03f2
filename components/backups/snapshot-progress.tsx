'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import type { BackupActivity } from '@/lib/backups/model';
import { ProgressBar } from '../ui/progress-bar';
import { activityOf } from './backup-queries';

/** Follows a running snapshot; when it has ended, the page is read anew. */
export function SnapshotProgress({
  backupId,
  activity,
}: {
  backupId: string;
  activity: BackupActivity | null;
}) {
  const t = useTranslations('backups');
  const router = useRouter();
  const { data } = useQuery({ ...activityOf(backupId), refetchInterval: 500 });
  const now = data ? data.activity : activity;
  const running = now !== null && now.finishedAt === null;
  // A short one is over before it is ever seen running: then there only is a backup where none was.
  const ended = data !== undefined && !running && (now !== null || data.latestBackupAt !== null);
  useEffect(() => {
    if (ended) router.refresh();
  }, [ended, router]);
  return (
    <ProgressBar
      label={running ? t(`running.${now.kind}`) : t('starting')}
      value={running && now.total > 0 ? now.done : undefined}
      {...(running && now.total > 0
        ? { total: now.total, valueText: t('itemsOf', { done: now.done, total: now.total }) }
        : {})}
    />
  );
}
