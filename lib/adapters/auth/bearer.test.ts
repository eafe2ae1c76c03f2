import { describe, expect, it } from 'vitest';
import { isBearer } from './bearer.ts';

const token = 'a-token-of-twenty-four-chars';

describe('a bearer token', () => {
  it('is let in when it is the one', () => {
    expect(isBearer(`Bearer ${token}`, token)).toBe(true);
    expect(isBearer(`bearer ${token}`, token)).toBe(true);
  });

  it.each([
    null,
    '',
    token,
    `Basic ${token}`,
    'Bearer',
    'Bearer ',
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
  ])('is refused: %s', (header) => expect(isBearer(header, token)).toBe(false));

  it('is refused when there is no token to compare it with', () => {
    expect(isBearer('Bearer ', '')).toBe(false);
    expect(isBearer(null, '')).toBe(false);
  });
});
