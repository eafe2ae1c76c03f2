import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createKeyring } from '../adapters/crypto/keyring.ts';
import { rootKeys } from '../adapters/crypto/root-keys.ts';
import { hashSet } from './chain.ts';
import { liveSet } from './live-set.ts';

const keyring = createKeyring(rootKeys(randomBytes(32).toString('base64'), []));
const dataKey = keyring.create('dk-1', 'acc-1', 'kbi-1').key;

const change = fc.record({
  itemId: fc.constantFrom('a', 'b', 'c', 'd', 'é', '"'),
  itemType: fc.constantFrom('KEY' as const, 'SECRET' as const),
  hash: fc.integer({ min: 0, max: 3 }),
  kind: fc.constantFrom('put', 'put', 'remove', 'hash'),
});

it('a set carried from point to point has the hash of its items, whatever came and went in between', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const set = liveSet();
      for (const { kind, hash, ...item } of changes) {
        if (kind === 'put') set.put({ ...item, fromOrdinal: 1, contentHash: Uint8Array.of(hash) });
        if (kind === 'remove') set.remove(item);
        if (kind === 'hash') expect(set.hash(dataKey)).toEqual(hashSet(dataKey, set.values()));
      }
      expect(set.hash(dataKey)).toEqual(hashSet(dataKey, set.values()));
    }),
  );
});
