import { expect, it } from 'vitest';
import { languages, languageTag, preferredLocale } from './locale.ts';

it.each([
  [null, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['fr-FR,fr;q=0.9', 'en'],
  ['en-US,en;q=0.9', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['ZH-hans-cn', 'zh'],
  ['de, zh;q=0.3', 'zh'],
  ['zh;q=0.8, en;q=0.9', 'en'],
  ['zh, en', 'en'],
  ['zh;q=0', 'en'],
  ['zh;q=x', 'en'],
  ['zhx, enx', 'en'],
])('a browser that asks for %s is answered in %s', (header, locale) => {
  expect(preferredLocale(header)).toBe(locale);
});

it('each language has a tag that Intl knows', () => {
  for (const { locale, tag } of languages) {
    expect(languageTag[locale]).toBe(tag);
    expect(Intl.DateTimeFormat.supportedLocalesOf(tag)).toEqual([tag]);
  }
});
