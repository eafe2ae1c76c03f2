import { expect, it } from 'vitest';
import { sectionOf } from './sections.ts';

it.each([
  ['/cn-hangzhou/keys', 'keys'],
  ['/cn-hangzhou/overview', 'overview'],
  ['/eu-central-1/backups/kbi-1/data', 'backups'],
  ['/account/password', undefined],
  ['/', undefined],
])('the page %s belongs to the section %s', (pathname, section) => {
  expect(sectionOf(pathname)).toBe(section);
});
