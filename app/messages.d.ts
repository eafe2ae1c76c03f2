import type { Locale } from '@/components/shell/locale';
import type messages from '@/messages/en.json';

/** Makes the compiler check every text's key, those put together from parts included. */
declare module 'next-intl' {
  interface AppConfig {
    Messages: typeof messages;
    Locale: Locale;
  }
}
