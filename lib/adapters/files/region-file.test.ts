import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { builtInRegions } from '../../kernel/regions.ts';
import { parseRegions, readRegions } from './region-file.ts';

const oslo = { id: 'no-oslo-1', name: { en: 'Oslo', zh: '奥斯陆' }, timeZone: 'Europe/Oslo' };
const parse = (json: unknown) => parseRegions(JSON.stringify(json), 'regions.json');

it('without the file the built-in regions count, and they keep the rules of the file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kms-regions-'));
  try {
    expect(readRegions(folder)).toBe(builtInRegions);
    expect(builtInRegions).toHaveLength(12);
    expect(parse(builtInRegions)).toEqual(builtInRegions);
    writeFileSync(path.join(folder, 'regions.json'), JSON.stringify([oslo]));
    expect(readRegions(folder)).toEqual([oslo]);
    writeFileSync(path.join(folder, 'regions.json'), '[');
    expect(() => readRegions(folder)).toThrow(/regions\.json is not JSON/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.each([
  ['no region at all', [], 'lists no region'],
  ['no list', { regions: [oslo] }, 'must be a list of regions'],
  [
    'an unknown time zone',
    [oslo, { ...oslo, id: 'b', timeZone: 'Europe/Atlantis' }],
    'region 2 (b), timeZone',
  ],
  ['an offset for a time zone', [{ ...oslo, timeZone: '+08:00' }], 'is no IANA time zone: "+08:00"'],
  ['a double id', [oslo, { ...oslo, name: { en: 'Again', zh: '又' } }], 'no-oslo-1 is listed twice'],
  ['an id that is none', [{ ...oslo, id: 'No Oslo' }], 'region 1 (No Oslo), id: must be lower-case'],
  ['an id that is a page', [{ ...oslo, id: 'account' }], 'must not be one of'],
  ['a missing id', [{ name: oslo.name, timeZone: oslo.timeZone }], 'region 1, id: must be a text'],
  ['a missing name', [{ ...oslo, name: { en: 'Oslo' } }], 'region 1 (no-oslo-1), name.zh: must be a text'],
  ['an empty name', [{ ...oslo, name: { en: ' ', zh: '奥' } }], 'name.en: must not be empty'],
  ['a word that means nothing', [{ ...oslo, zone: 'x' }], 'zone'],
])('%s is refused and named', (_, json, message) => {
  expect(() => parse(json)).toThrow(message);
});
