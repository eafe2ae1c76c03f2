'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';

/** Stands where the losses will: being read, or not readable, and why. */
export function LossesState({ error }: { error: Error | null }) {
  const t = useTranslations('ui');
  if (error) {
    return <Notice tone="warning">{error.message}</Notice>;
  }
  return (
    <div className="min-h-32 rounded-control bg-sunken px-3 py-2.5">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="w-3/4" />
      <br />
      <Skeleton className="w-1/2" />
    </div>
  );
}
