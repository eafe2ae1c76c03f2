import { expect, it } from 'vitest';
import { formatSort, parseSort } from './sort.ts';

const known = ['name', 'created'] as const;
const usual = { by: 'created', direction: 'descending' } as const;

it('an order reads back from its address', () => {
  for (const by of known) {
    for (const direction of ['ascending', 'descending'] as const) {
      expect(parseSort(formatSort({ by, direction }), known, usual)).toEqual({ by, direction });
    }
  }
});

it('an order that the list does not have counts as the usual one', () => {
  for (const text of [null, '', '-', 'size', '--name', 'Name', '-created\0']) {
    expect(parseSort(text, known, usual)).toEqual(usual);
  }
});
