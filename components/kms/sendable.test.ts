import { expect, it } from 'vitest';
import { sendable } from './sendable.ts';

it('sends a text up to its limit in bytes, and none beyond', () => {
  expect(sendable('é'.repeat(3), 6)).toBe('ééé');
  expect(sendable('éééx', 6)).toBe('');
  expect(sendable('x'.repeat(7), 6)).toBe('');
  expect(sendable(null, 6)).toBe('');
});
