import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import en from './en.json';
import enFatal from './en.fatal.json';
import zh from './zh.json';
import zhFatal from './zh.fatal.json';

/** Texts that are the same in both languages: names, and what is nothing but figures. */
const same: readonly string[] = ['shell.product', 'backups.number'];

type Tree = { readonly [key: string]: string | Tree };

const texts = { en: flatten(en), zh: flatten(zh) };
const shared = [...texts.en.keys()].filter((key) => texts.zh.has(key));

describe('the two languages', () => {
  it('have the same texts, none missing and none left over', () => {
    expect(missing(texts.en, texts.zh), 'missing in zh.json').toEqual([]);
    expect(missing(texts.zh, texts.en), 'missing in en.json').toEqual([]);
    expect(Object.keys(zhFatal).toSorted()).toEqual(Object.keys(enFatal).toSorted());
  });

  it('speak of the same things: arguments, choices and tags', () => {
    const different = shared.filter((key) => outline(text('en', key)) !== outline(text('zh', key)));
    expect(different.map((key) => [key, outline(text('en', key)), outline(text('zh', key))])).toEqual([]);
  });

  it('leave no text empty and none untranslated', () => {
    const suspect = shared.filter((key) => !same.includes(key) && !isTranslated(text('zh', key)));
    expect(suspect).toEqual([]);
    expect(shared.filter((key) => text('en', key).trim() === '')).toEqual([]);
    expect(same.filter((key) => text('en', key) !== text('zh', key))).toEqual([]);
    for (const [key, words] of Object.entries(zhFatal)) expect(isTranslated(words), key).toBe(true);
  });

  it('write Chinese with Chinese punctuation', () => {
    const halfWidth = /\p{Script=Han}["',;:!?.]|[,;:!?]\p{Script=Han}/u;
    expect(shared.filter((key) => halfWidth.test(text('zh', key)))).toEqual([]);
  });

  it.each(['en', 'zh'] as const)('%s: every text formats, whatever it is given', (locale) => {
    const messages = { en, zh }[locale];
    const t = createTranslator({ locale, messages: { all: messages }, onError: rethrow });
    const rich: (key: string, values: object) => unknown = (key, values) =>
      Reflect.apply(t.rich, t, [`all.${key}`, values]);
    for (const key of texts[locale].keys()) {
      for (const values of samples(parse(text(locale, key)))) {
        const formatted = [rich(key, values)].flat().join('');
        expect(formatted, key).not.toMatch(/[{}<>]|undefined|all\./);
        expect(formatted.trim(), key).not.toBe('');
      }
    }
  });
});

function flatten(tree: Tree, before = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, part] of Object.entries(tree)) {
    const key = `${before}${name}`;
    if (typeof part === 'string') found.set(key, part);
    else for (const [inner, words] of flatten(part, `${key}.`)) found.set(inner, words);
  }
  return found;
}

function missing(from: Map<string, string>, there: Map<string, string>): string[] {
  return [...from.keys()].filter((key) => !there.has(key));
}

function text(locale: 'en' | 'zh', key: string): string {
  return texts[locale].get(key) ?? '';
}

function isTranslated(words: string): boolean {
  if (words.trim() === '') return false;
  return /\p{Script=Han}/u.test(words) || !/[a-z]{2}/i.test(words.replaceAll(/\{[^}]*\}|<[^>]*>/g, ''));
}

/** What a text takes, in one line: `count:plural name:argument state:select(a,other) link:tag`. */
function outline(words: string): string {
  const facts = new Set<string>();
  for (const element of everyElement(parse(words))) {
    if (element.type === TYPE.select)
      facts.add(`${element.value}:select(${Object.keys(element.options).toSorted()})`);
    else if (element.type === TYPE.tag) facts.add(`${element.value}:tag`);
    else if (element.type === TYPE.plural) facts.add(`${element.value}:number`);
    else if (element.type === TYPE.number) facts.add(`${element.value}:number`);
    else if (element.type === TYPE.argument) facts.add(`${element.value}:argument`);
    else if (element.type === TYPE.date || element.type === TYPE.time) facts.add(`${element.value}:date`);
  }
  return [...facts].toSorted().join(' ');
}

function everyElement(elements: readonly MessageFormatElement[]): readonly MessageFormatElement[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return [element, ...everyElement(element.children)];
    if (element.type !== TYPE.select && element.type !== TYPE.plural) return [element];
    const inner = Object.values(element.options).flatMap((option) => everyElement(option.value));
    return [element, ...inner];
  });
}

/** Values for every choice that a text makes, one choice after the other: 0, 1 and many; each word of a select. */
function samples(elements: readonly MessageFormatElement[]): Record<string, unknown>[] {
  const base: Record<string, unknown> = {};
  const choices: [string, unknown][] = [];
  for (const element of everyElement(elements)) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    const name = element.value;
    if (element.type === TYPE.tag) base[name] = (children: unknown) => `${name}${String(children)}`;
    else if (element.type === TYPE.plural || element.type === TYPE.number) {
      base[name] = 5;
      for (const count of [0, 1, 2]) choices.push([name, count]);
    } else if (element.type === TYPE.select) {
      base[name] = 'other';
      for (const word of Object.keys(element.options)) choices.push([name, word]);
    } else if (element.type === TYPE.argument) base[name] ??= 'something';
    else base[name] = new Date(0);
  }
  return [base, ...choices.map(([name, value]) => ({ ...base, [name]: value }))];
}

function rethrow(error: unknown): never {
  throw error;
}
