export const themeCookie = 'theme';
export const regionCookie = 'region';
export const localeCookie = 'locale';

export type Theme = 'system' | 'light' | 'dark';

export function parseTheme(text: string | undefined): Theme {
  return text === 'light' || text === 'dark' ? text : 'system';
}

type Preference = typeof themeCookie | typeof regionCookie | typeof localeCookie;

/** Remembers a choice of looks, place or language in this browser for a year: nothing secret goes here. */
export function remember(name: Preference, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from browsers in use
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}
