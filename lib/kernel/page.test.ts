import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCursor, type PageRequest, pageOf, parseCursor } from './page.ts';

const instants = fc.date({
  min: new Date(0),
  max: new Date('2999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});
const values = fc.oneof(
  fc.constant(''),
  instants.map((instant) => instant.toISOString()),
);

describe('pages by keyset', () => {
  it('reads back every cursor it has written', () => {
    fc.assert(
      fc.property(fc.constantFrom('after', 'before'), values, fc.string(), (way, value, id) => {
        expect(parseCursor(formatCursor({ way, value, id }))).toEqual({ way, value, id });
      }),
    );
  });

  it('takes anything that is no cursor for the first page', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseCursor(text)));
    expect(['', '%', '[]', '["after",1,2]', '["sideways","a","b"]'].map(parseCursor)).toEqual(
      Array(5).fill(null),
    );
  });

  it('takes no place that a database would refuse', () => {
    const now = '2026-11-24T08:00:00.000Z';
    const places = [
      ['after', now, 'a\0b'],
      ['after', `${now}\0`, '1'],
      ['before', '+275760-09-13T00:00:00.000Z', '1'],
      ['before', '-271821-04-20T00:00:00.000Z', '1'],
      ['before', '0000-01-01T00:00:00.000Z', '1'],
      ['before', '99999', '1'],
    ];
    for (const place of places) expect(parseCursor(JSON.stringify(place))).toBeNull();
    expect(parseCursor(JSON.stringify(['after', now, '1']))).toEqual({ way: 'after', value: now, id: '1' });
  });

  it('shows each item once, in order, forwards and back again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 7 }), (count, pageSize) => {
        const all = Array.from({ length: count }, (_, index) => index);
        const read = (cursor: string | null) => {
          const place = parseCursor(cursor);
          const rows =
            place?.way === 'before'
              ? all.filter((item) => item < Number(place.id)).toReversed()
              : all.filter((item) => place === null || item > Number(place.id));
          const request: PageRequest = { search: '', cursor, pageSize };
          return pageOf(rows.slice(0, pageSize + 1), request, count, (item) => ({
            value: '',
            id: String(item),
          }));
        };
        const seen: number[] = [];
        let page = read(null);
        seen.push(...page.items);
        while (page.next) {
          page = read(page.next);
          seen.push(...page.items);
        }
        expect(seen).toEqual(all);
        const back: number[][] = [[...page.items]];
        while (page.previous) {
          page = read(page.previous);
          back.unshift([...page.items]);
        }
        expect(back.flat()).toEqual(all);
      }),
    );
  });
});
