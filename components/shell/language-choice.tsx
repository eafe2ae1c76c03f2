'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { cx } from '../ui/cx';
import { type Locale, languages, languageTag } from './locale';
import { localeCookie, remember } from './preference-cookies';

/** The languages side by side, each in its own words, for a page without the account's menu. */
export function LanguageChoice() {
  const t = useTranslations('shell');
  const current = useLocale();
  const router = useRouter();
  const speak = (locale: Locale) => {
    remember(localeCookie, locale);
    startTransition(() => router.refresh());
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would have to be shown or hidden
    <div role="group" aria-label={t('language')} className="mt-4 flex justify-center gap-1">
      {languages.map(({ locale, name }) => (
        <button
          key={locale}
          type="button"
          lang={languageTag[locale]}
          aria-pressed={locale === current}
          onClick={() => speak(locale)}
          className={cx(
            'min-h-7 rounded-control px-2.5 text-caption',
            locale === current ? 'font-semibold text-ink' : 'text-ink-2 hover:text-accent',
          )}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
