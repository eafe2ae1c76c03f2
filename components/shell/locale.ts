/** The languages the console speaks, each called by its own name. */
export const languages = [
  { locale: 'en', name: 'English', tag: 'en' },
  { locale: 'zh', name: '简体中文', tag: 'zh-CN' },
] as const;

export type Locale = (typeof languages)[number]['locale'];

/** The language's tag for `lang` attributes and for what formats by tag: it also chooses the glyphs. */
export const languageTag: Readonly<Record<Locale, string>> = { en: 'en', zh: 'zh-CN' };

export const defaultLocale: Locale = 'en';

/** Undefined: no language of ours. */
export function parseLocale(text: string | undefined): Locale | undefined {
  return languages.find(({ locale }) => locale === text)?.locale;
}

/** The language of ours that an Accept-Language header likes best; English if it names none, or both alike. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  let best: { readonly locale: Locale; readonly weight: number } | undefined;
  for (const part of (acceptLanguage ?? '').split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const locale = parseLocale(tag.split('-')[0]);
    const weight = weightOf(parameters);
    if (locale === undefined || weight <= 0) continue;
    const isBetter = best === undefined || weight > best.weight;
    const isEnglishTie = weight === best?.weight && locale === defaultLocale;
    if (isBetter || isEnglishTie) best = { locale, weight };
  }
  return best?.locale ?? defaultLocale;
}

function weightOf(parameters: readonly string[]): number {
  const given = parameters.map((text) => text.trim()).find((text) => text.startsWith('q='));
  const weight = given === undefined ? 1 : Number(given.slice(2));
  return Number.isFinite(weight) ? weight : 0;
}
