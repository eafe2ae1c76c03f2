'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { digestOf } from '@/components/ui/error-digest';
import { ErrorState } from '@/components/ui/error-state';

/** A page of the console failed: the shell stays, and the page can be tried again. */
export default function RegionError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('errors');
  return (
    <Card>
      <ErrorState heading="h1" title={t('failed')} onRetry={retry} reference={digestOf(error)}>
        {t('failedHelp')}
      </ErrorState>
    </Card>
  );
}
