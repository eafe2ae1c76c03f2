'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { startTransition, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import { MenuButton } from '@/components/ui/menu';
import { type Locale, languages } from './locale';
import { localeCookie, parseTheme, remember, type Theme, themeCookie } from './preference-cookies';

const themes: readonly Theme[] = ['light', 'dark', 'system'];

type AccountMenuProps = { name: string; theme: Theme; signOut: () => Promise<void> };

export function AccountMenu({ name, theme: initial, signOut }: AccountMenuProps) {
  const t = useTranslations('shell');
  const [theme, setTheme] = useState(initial);
  const locale = useLocale();
  const router = useRouter();
  const speak = (id: Locale) => {
    remember(localeCookie, id);
    startTransition(() => router.refresh());
  };
  const choose = (id: Theme) => {
    setTheme(id);
    wear(id);
    remember(themeCookie, id);
  };
  return (
    <MenuButton
      label={t('account', { name })}
      placement="bottom end"
      groups={[
        {
          id: 'account',
          label: name,
          items: [{ id: 'password', label: t('changePassword'), href: '/account/password' }],
        },
        {
          id: 'theme',
          label: t('theme'),
          selected: theme,
          items: themes.map((id) => ({ id, label: t(id), onAction: () => choose(parseTheme(id)) })),
        },
        {
          id: 'language',
          label: t('language'),
          selected: locale,
          items: languages.map((language) => ({
            id: language.locale,
            label: language.name,
            onAction: () => speak(language.locale),
          })),
        },
        {
          id: 'end',
          items: [{ id: 'signOut', label: t('signOut'), onAction: () => startTransition(signOut) }],
        },
      ]}
      className="h-8 min-w-0 gap-1.5 border border-bar-line px-2.5 hover:bg-bar-hover max-sm:px-2 max-sm:[&>svg:last-child]:hidden"
    >
      <Icon name="person" className="sm:hidden" />
      <span className="max-w-40 truncate max-sm:hidden">{name}</span>
    </MenuButton>
  );
}

/** Dresses the page at once, as the server will from the cookie. */
function wear(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}
