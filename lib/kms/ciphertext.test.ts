import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatCiphertext, parseCiphertext } from './ciphertext.ts';

const versionIds = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((id) => Buffer.from(id).toString('hex'));

it('a ciphertext names its key version', () => {
  fc.assert(
    fc.property(versionIds, fc.uint8Array({ minLength: 1, maxLength: 100 }), (versionId, sealed) => {
      const parsed = parseCiphertext(formatCiphertext(versionId, sealed));
      expect(parsed).toMatchObject({ ok: true, value: { versionId } });
      expect(parsed.ok && Uint8Array.from(parsed.value.sealed)).toEqual(Uint8Array.from(sealed));
    }),
  );
});

it('anything else is no ciphertext', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
      fc.pre(noise[0] !== 0x4b || noise[1] !== 0x01);
      expect(parseCiphertext(noise).ok).toBe(false);
    }),
  );
});
