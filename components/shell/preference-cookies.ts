export const themeCookie = 'theme';
export const regionCookie = 'region';

export type Theme = 'system' | 'light' | 'dark';

export function parseTheme(text: string | undefined): Theme {
  return text === 'light' || text === 'dark' ? text : 'system';
}

/** Remembers a choice of looks or place in this browser for a year: nothing secret goes here. */
export function remember(name: typeof themeCookie | typeof regionCookie, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from browsers in use
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}
