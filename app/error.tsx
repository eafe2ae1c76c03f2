'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { digestOf } from '@/components/ui/error-digest';
import { ErrorState } from '@/components/ui/error-state';

/** Anything outside the console's own pages failed, or the shell itself did. */
export default function AppError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('errors');
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <Card>
        <ErrorState heading="h1" title={t('failed')} onRetry={retry} reference={digestOf(error)}>
          {t('failedHelp')}
        </ErrorState>
      </Card>
    </main>
  );
}
