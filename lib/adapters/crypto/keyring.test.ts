import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hmacOf } from './hmac.ts';
import { createKeyring } from './keyring.ts';
import { rootKey, rootKeys } from './root-keys.ts';

const newRoot = () => randomBytes(32).toString('base64');
const bytes = fc.uint8Array({ maxLength: 200 });

describe('data keys', () => {
  const root = newRoot();
  const keyring = createKeyring(rootKeys(root, []));
  const { key, wrapped } = keyring.create('dk-1', 'acc-1', 'kst-1');

  it('open what they sealed, bound to the same place', () => {
    fc.assert(
      fc.property(bytes, fc.string(), (plain, place) => {
        expect(key.open(key.seal(plain, place), place)).toEqual(Uint8Array.from(plain));
      }),
    );
  });

  it('open nothing that was changed in any bit, cut, or moved to another place', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.integer({ min: 0, max: 7 }), (plain, place, bit) => {
        const sealed = key.seal(plain, 'here');
        const changed = Uint8Array.from(sealed);
        const index = place % changed.length;
        changed[index] = (changed[index] ?? 0) ^ (1 << bit);
        expect(key.open(changed, 'here')).toBeUndefined();
        expect(key.open(sealed.subarray(0, index), 'here')).toBeUndefined();
        expect(key.open(sealed, 'there')).toBeUndefined();
      }),
    );
  });

  it('unwrap to the same key; for another owner, account or id they do not', () => {
    expect(keyring.open(wrapped).open(key.seal(Uint8Array.of(7), 'x'), 'x')).toEqual(Uint8Array.of(7));
    for (const change of [{ id: 'dk-2' }, { accountId: 'acc-2' }, { ownerId: 'kst-2' }]) {
      expect(() => keyring.open({ ...wrapped, ...change })).toThrow(/does not open/);
    }
  });

  it('need their own root key, current or old, and name it when it is missing', () => {
    const other = createKeyring(rootKeys(newRoot(), []));
    expect(() => other.open(wrapped)).toThrow(rootKey(root).id);
    const moved = createKeyring(rootKeys(newRoot(), [root]));
    expect(moved.open(wrapped).mac('a', 'b')).toEqual(key.mac('a', 'b'));
    expect(moved.create('dk-3', 'acc-1', 'kst-1').wrapped.rootKeyId).not.toBe(wrapped.rootKeyId);
  });

  it('hash as the standard says: HMAC-SHA-256 over each part behind its length', () => {
    const small = randomBytes(32);
    const hashing = hmacOf(small);
    const part = fc.oneof(bytes, fc.string({ unit: 'grapheme' }), fc.constant(new Uint8Array(70_000)));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const hmac = createHmac('sha256', small);
        for (const each of parts) {
          const length = Buffer.alloc(4);
          length.writeUInt32BE(Buffer.byteLength(each));
          hmac.update(length).update(each);
        }
        expect(hashing(parts)).toEqual(new Uint8Array(hmac.digest()));
      }),
    );
  });

  it('tell lists of parts apart however they are split', () => {
    expect(key.mac('l', 'ab', 'c')).not.toEqual(key.mac('l', 'a', 'bc'));
    expect(key.mac('l', 'abc')).not.toEqual(key.mac('la', 'bc'));
  });
});
