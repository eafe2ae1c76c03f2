import { getRequestConfig } from 'next-intl/server';
import en from '../messages/en.json';

/** The languages the console speaks; another one is another file here (zh is planned). */
const languages = { en } as const;

export const defaultLocale = 'en' satisfies keyof typeof languages;

/** Read for every request by next-intl. No locale in the address: the reader's choice will come from a cookie. */
export default getRequestConfig(() => ({
  locale: defaultLocale,
  messages: languages[defaultLocale],
  timeZone: 'UTC', // only a ground to stand on: times are shown in their region's zone, always named
}));
