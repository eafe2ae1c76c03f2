import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCursor, isInstant, lastPage, type Page, pageOf, parseCursor, readsBackwards } from './page.ts';

const texts = fc.string().filter((text) => !text.includes('\0'));

describe('pages by keyset', () => {
  it('reads back every cursor it has written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('after' as const, 'before' as const),
        texts,
        texts,
        fc.nat(),
        (way, value, id, position) => {
          const cursor = { way, value, id, position };
          expect(parseCursor(formatCursor(cursor))).toEqual(cursor);
        },
      ),
    );
    expect(parseCursor(lastPage)?.way).toBe('last');
  });

  it('takes anything that is no cursor for the first page', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseCursor(text)));
    const none = [
      '',
      '%',
      '[]',
      '["after",1,2,3]',
      '["sideways","a","b",0]',
      '["after","a","b"]',
      '["after","a","b",-1]',
      '["after","a","b",1.5]',
      '["after","a","b",1e300]',
      JSON.stringify(['after', 'a\0', 'b', 0]),
      JSON.stringify(['after', 'a', 'b\0', 0]),
    ];
    expect(none.map(parseCursor)).toEqual(none.map(() => null));
  });

  it('takes no instant that a database would refuse', () => {
    expect(isInstant('2026-11-24T08:00:00.000Z')).toBe(true);
    for (const instant of [
      '',
      '99999',
      '2026-99-24T08:00:00.000Z',
      '2026-02-30T08:00:00.000Z',
      '2026-11-24T08:00:00.000Z\0',
      '+275760-09-13T00:00:00.000Z',
      '-271821-04-20T00:00:00.000Z',
      '0000-01-01T00:00:00.000Z',
    ]) {
      expect(isInstant(instant), instant).toBe(false);
    }
  });

  it('shows each item once, in order and at its place, forwards, backwards, and back from the last page', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 7 }), (count, pageSize) => {
        const all = Array.from({ length: count }, (_, index) => index);
        const read = (text: string | null): Page<number> => {
          const cursor = parseCursor(text);
          const beyond = (item: number) => {
            if (cursor === null || cursor.way === 'last') return true;
            return cursor.way === 'before' ? item < Number(cursor.id) : item > Number(cursor.id);
          };
          const rows = all.filter(beyond);
          const inOrder = readsBackwards(cursor) ? rows.toReversed() : rows;
          const place = (item: number) => ({ value: '', id: String(item) });
          return pageOf(inOrder.slice(0, pageSize + 1), { pageSize }, cursor, count, place);
        };
        const walk = (from: Page<number>, way: 'next' | 'previous') => {
          const pages = [from];
          for (let page = from; page[way] !== null; pages.push(page)) page = read(page[way]);
          return way === 'next' ? pages : pages.toReversed();
        };
        const forwards = walk(read(null), 'next');
        const end = forwards.at(-1) ?? read(null);
        for (const pages of [forwards, walk(end, 'previous'), walk(read(lastPage), 'previous')]) {
          expect(pages.flatMap((page) => page.items)).toEqual(all);
          for (const page of pages) expect(page.position).toBe(page.items[0] ?? 0);
        }
        expect(read(lastPage).items).toEqual(end.items);
      }),
    );
  });

  it('never claims a place that the list does not have, whatever an edited cursor says', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 8 }), fc.nat({ max: 20 }), (position, count, total) => {
        for (const way of ['after', 'before'] as const) {
          const rows = Array.from({ length: Math.min(count, total) }, (_, index) => index);
          const cursor = { way, value: '', id: '1', position };
          const page = pageOf(rows, { pageSize: 5 }, cursor, total, (item) => ({
            value: '',
            id: String(item),
          }));
          expect(page.position).toBeGreaterThanOrEqual(0);
          expect(page.position + page.items.length).toBeLessThanOrEqual(total);
        }
      }),
    );
  });
});
