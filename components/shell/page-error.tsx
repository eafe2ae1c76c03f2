'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Card } from '../ui/card';
import { digestOf } from '../ui/error-digest';
import { ErrorState } from '../ui/error-state';

/** How often a page that waits for the database tries again by itself, in milliseconds. */
const again = 3000;

/** A page failed. If only the database is away, it says so, waits, and shows the page once it is back. */
export function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('errors');
  const digest = digestOf(error);
  const isAway = digest === 'DATABASE_AWAY';
  useEffect(() => {
    if (!isAway) return;
    const timer = setInterval(retry, again);
    return () => clearInterval(timer);
  }, [isAway, retry]);
  return (
    <Card>
      <ErrorState
        heading="h1"
        title={t(isAway ? 'databaseAway' : 'failed')}
        onRetry={retry}
        reference={isAway ? undefined : digest}
      >
        {t(isAway ? 'databaseAwayHelp' : 'failedHelp')}
      </ErrorState>
    </Card>
  );
}
