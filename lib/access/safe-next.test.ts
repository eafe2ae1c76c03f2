import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeNext } from './safe-next.ts';

describe('where sign-in leads to', () => {
  it.each(['/', '/cn-hangzhou/backups', '/cn-hangzhou/keys?q=a%20b&next=//x#top', '/a/%C3%A9', '/a//b'])(
    'goes on to %s',
    (path) => expect(safeNext(path)).toBe(path),
  );

  it.each([
    undefined,
    null,
    ['/a'],
    '',
    'cn-hangzhou/backups',
    'https://evil.example',
    'javascript:alert(1)',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/%2Fevil.example',
    '/%2f%2fevil.example',
    '/%5Cevil.example',
    '/%255Cevil.example',
    '/%25252Fevil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/%09/evil.example',
    ' //evil.example',
    '/%E0%A4%A',
    '/a?b=\r\nSet-Cookie: c',
    '/sign-in',
    '/sign-in?next=/a',
    '/api/keys',
    '/_next/static/x',
    `/${'a'.repeat(2000)}`,
  ])('refuses %j', (raw) => expect(safeNext(raw)).toBe('/'));

  it('never leaves the site, whatever it is given', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2f',
      '%5c',
      '%2e',
      '\t',
      '@',
      ':',
      'evil.example',
      '?',
      '#',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const next = safeNext(parts.join(''));
        expect(new URL(next, 'https://console.example').origin).toBe('https://console.example');
        expect(next).toMatch(/^\/(?![/\\])/);
      }),
    );
  });
});
