'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from './button';
import { State } from './state';

export type ErrorStateProps = {
  /** What happened. */
  title: ReactNode;
  /** Why, and what a person can do. */
  children?: ReactNode;
  onRetry?: (() => void) | undefined;
  pending?: boolean;
  /** What the server's log calls this error. */
  reference?: string | undefined;
  heading?: 'p' | 'h1' | 'h2';
};

export function ErrorState({
  title,
  children,
  onRetry,
  pending = false,
  reference,
  heading = 'p',
}: ErrorStateProps) {
  const t = useTranslations('ui');
  return (
    <State
      icon="warning"
      tone="danger"
      role="alert"
      heading={heading}
      title={title}
      actions={
        onRetry && (
          <Button onClick={onRetry} pending={pending}>
            {t('retry')}
          </Button>
        )
      }
    >
      {children}
      {reference !== undefined && (
        <p className="mt-2 text-caption text-ink-3">{t('reference', { reference })}</p>
      )}
    </State>
  );
}
