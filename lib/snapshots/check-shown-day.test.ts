import { expect, it } from 'vitest';
import { freshChecks } from './check-shown-day.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 4, 0, second));
const good = (second: number) => ({ checkedAt: at(second), brokenAt: null });

it('keeps a good result for a minute, and of many the newest', () => {
  const fresh = freshChecks(2);
  fresh.keep('a', good(0));
  expect(fresh.find('a', at(59))).toEqual(good(0));
  expect(fresh.find('a', at(60))).toBeUndefined();
  expect(fresh.find('a', at(-1))).toBeUndefined(); // the clock was set back
  fresh.keep('b', good(1));
  fresh.keep('a', good(2));
  fresh.keep('c', good(3));
  expect([fresh.find('a', at(4)), fresh.find('b', at(4)), fresh.find('c', at(4))]).toEqual([
    good(2),
    undefined,
    good(3),
  ]);
});

it('keeps nothing where none are asked for', () => {
  const fresh = freshChecks(0);
  fresh.keep('a', good(0));
  expect(fresh.find('a', at(0))).toBeUndefined();
});
