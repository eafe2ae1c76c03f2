import type { AbstractIntlMessages } from 'next-intl';
import { getRequestConfig } from 'next-intl/server';
import type { Locale } from '@/components/shell/locale';
import en from '../messages/en.json';
import zh from '../messages/zh.json';
import { chosenLocale } from './preferences';

/** That each has the same texts is up to messages/messages.test.ts; the keys are typed by the English ones. */
const messages: Readonly<Record<Locale, AbstractIntlMessages>> = { en, zh };

/** Read for every request by next-intl. No locale in the address: it is the reader's, not the page's. */
export default getRequestConfig(async () => {
  const locale = await chosenLocale();
  return {
    locale,
    messages: messages[locale],
    timeZone: 'UTC', // only a ground to stand on: times are shown in their region's zone, always named
  };
});
