import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQueryable, queryableRange } from './queryable-range.ts';

const noonIn = 'Asia/Shanghai';
const on20May = new Date('2023-05-20T04:00:00Z');

describe('the queryable range', () => {
  it("is the topic's own: on 20 May 5 May is outside ten days and inside sixteen, 4 May is not", () => {
    expect(isQueryable('2023-05-05', queryableRange(10, on20May, noonIn))).toBe(false);
    const extended = queryableRange(16, on20May, noonIn);
    expect(extended).toEqual({ first: '2023-05-05', last: '2023-05-20' });
    expect(isQueryable('2023-05-05', extended)).toBe(true);
    expect(isQueryable('2023-05-04', extended)).toBe(false);
  });

  it('turns with the day of the region, not of UTC', () => {
    const lateUtc = new Date('2023-05-20T17:00:00Z');
    expect(queryableRange(7, lateUtc, 'Asia/Shanghai').last).toBe('2023-05-21');
    expect(queryableRange(7, lateUtc, 'America/New_York').last).toBe('2023-05-20');
  });

  it('only grows when it is extended', () => {
    const days = fc.integer({ min: 7, max: 599 });
    const instants = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2035-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, instants, fc.integer({ min: 1, max: 100 }), (range, now, more) => {
        const before = queryableRange(range, now, 'Europe/Berlin');
        const after = queryableRange(range + more, now, 'Europe/Berlin');
        expect(after.last).toBe(before.last);
        expect(after.first < before.first).toBe(true);
      }),
    );
  });
});
