import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bind } from './binding.ts';

it('joins parts as JSON, so that no other list of parts gives the same text', () => {
  const part = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.bigInt(), fc.constant(null));
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      expect(bind(...parts)).toBe(JSON.stringify(parts.map((one) => (one === null ? null : String(one)))));
    }),
  );
});
