'use client';

import { useTranslations } from 'next-intl';
import { signInHref } from './shell/session-end';

/** An action's answer that nobody is signed in, with the way to sign in and back here. */
export function SessionEnded({ message }: { message: string }) {
  const t = useTranslations('shell');
  return (
    <>
      {message}{' '}
      <a href={signInHref()} className="text-accent underline underline-offset-2">
        {t('signIn')}
      </a>
    </>
  );
}
