import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCursor, type PageRequest, pageOf, parseCursor } from './page.ts';

describe('pages by keyset', () => {
  it('reads back every cursor it has written', () => {
    fc.assert(
      fc.property(fc.constantFrom('after', 'before'), fc.string(), fc.string(), (way, value, id) => {
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
