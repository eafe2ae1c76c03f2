'use client';

import './globals.css';
import { useSyncExternalStore } from 'react';
import { defaultLocale, languageTag, parseLocale } from '@/components/shell/locale';
import { localeCookie } from '@/components/shell/preference-cookies';
import { buttonClass } from '@/components/ui/button-class';
import { State } from '@/components/ui/state';
import en from '@/messages/en.fatal.json';
import zh from '@/messages/zh.fatal.json';

/** The root itself failed: no provider can be counted on, so the words come from a file of their own. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  const locale = useSyncExternalStore(never, rememberedLocale, () => defaultLocale);
  const fatal = { en, zh }[locale];
  return (
    <html lang={languageTag[locale]}>
      <body>
        <title>{fatal.title}</title>
        <main className="mx-auto max-w-2xl px-4 py-16">
          <State
            icon="warning"
            tone="danger"
            role="alert"
            heading="h1"
            title={fatal.title}
            actions={
              <button type="button" onClick={retry} className={buttonClass('secondary')}>
                {fatal.retry}
              </button>
            }
          >
            {fatal.help}
          </State>
        </main>
      </body>
    </html>
  );
}

const never = () => () => undefined;

function rememberedLocale() {
  const cookie = document.cookie.split('; ').find((part) => part.startsWith(`${localeCookie}=`));
  return parseLocale(cookie?.slice(localeCookie.length + 1)) ?? defaultLocale;
}
