import { describe, expect, it } from 'vitest';
import { pageEntries, paletteGroups } from './palette-entries.ts';

const regions = [
  { id: 'cn-hangzhou', name: 'China (Hangzhou)' },
  { id: 'ap-northeast-1', name: 'Japan (Tokyo)' },
];
const names = {
  overview: 'Overview',
  backups: 'Backups',
  instances: 'Instances',
  keys: 'Keys',
  secrets: 'Secrets',
  changePassword: 'Change password',
};
const pages = (text: string) => pageEntries(text, regions, 'cn-hangzhou', names).map(({ href }) => href);

describe('the pages that a text names', () => {
  it('are those of the region at hand and the account’s while there is no text', () => {
    expect(pages(' ')).toEqual([
      '/cn-hangzhou/overview',
      '/cn-hangzhou/backups',
      '/cn-hangzhou/instances',
      '/cn-hangzhou/keys',
      '/cn-hangzhou/secrets',
      '/account/password',
    ]);
  });
  it.each([
    ['BACK', ['/cn-hangzhou/backups', '/ap-northeast-1/backups']],
    ['tokyo keys', ['/ap-northeast-1/keys']],
    ['northeast inst', ['/ap-northeast-1/instances']],
    ['password', ['/account/password']],
    ['nothing', []],
  ])('"%s"', (text, hrefs) => {
    expect(pages(text)).toEqual(hrefs);
  });
});

it('what was found leads to its own page, in its own region; empty kinds are left out', () => {
  const groups = paletteGroups([], {
    instances: [{ regionId: 'ap-northeast-1', id: 'kst-1', name: 'payments' }],
    keys: [
      { regionId: 'cn-hangzhou', keyId: 'key-1', alias: 'alias/a' },
      { regionId: 'cn-hangzhou', keyId: 'key-2', alias: null },
    ],
    secrets: [{ regionId: 'cn-hangzhou', name: 'a/b' }],
  });
  expect(
    groups.flatMap(({ kind, entries }) =>
      entries.map((entry) => [kind, entry.label, entry.detail, entry.href]),
    ),
  ).toEqual([
    ['keys', 'alias/a', 'key-1', '/cn-hangzhou/keys/key-1'],
    ['keys', 'key-2', null, '/cn-hangzhou/keys/key-2'],
    ['secrets', 'a/b', null, '/cn-hangzhou/secrets/item?name=a%2Fb'],
    ['instances', 'payments', 'kst-1', '/ap-northeast-1/instances/kst-1'],
  ]);
  expect(paletteGroups([], undefined)).toEqual([]);
});
