import './globals.css';
import type { Metadata, Viewport } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { languageTag } from '@/components/shell/locale';
import { clientMessages } from './client-messages';
import { chosenTheme } from './preferences';
import { Providers } from './providers';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell');
  return {
    title: { default: t('product'), template: `%s · ${t('product')}` },
    description: t('productHelp'),
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = {
  themeColor: '#101823',
  colorScheme: 'light dark',
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, messages, theme] = await Promise.all([getLocale(), getMessages(), chosenTheme()]);
  return (
    <html lang={languageTag[locale]} {...(theme !== 'system' && { 'data-theme': theme })}>
      <body>
        <NextIntlClientProvider messages={clientMessages(messages)}>
          <Providers locale={languageTag[locale]}>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
