'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { ProgressBar } from '../ui/progress-bar';
import { verificationOf } from './backup-queries';

type VerifyProgressProps = {
  backupId: string;
  running: { readonly done: number; readonly total: number };
};

/** Follows a running verification; when it has ended, the page is read anew. */
export function VerifyProgress({ backupId, running }: VerifyProgressProps) {
  const t = useTranslations('verify');
  const router = useRouter();
  const { data } = useQuery({ ...verificationOf(backupId), refetchInterval: 500 });
  const now = data ? data.verification?.running : running;
  const hasEnded = data !== undefined && !now;
  useEffect(() => {
    if (hasEnded) router.refresh();
  }, [hasEnded, router]);
  const isCounted = now && now.total > 0;
  return (
    <ProgressBar
      label={t('running')}
      value={isCounted ? now.done : undefined}
      {...(isCounted
        ? { total: now.total, valueText: t('recordsOf', { done: now.done, total: now.total }) }
        : {})}
    />
  );
}
