import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDifferences, compareItems } from './compare-items.ts';
import { itemFacts } from './item-facts.ts';
import type { KeyContent, SecretContent } from './model.ts';

const date = fc.integer({ min: 0, max: 5 }).map((day) => new Date(Date.UTC(2026, 10, 20 + day)));
const bytes = fc.uint8Array({ maxLength: 2 }).map((array) => new Uint8Array(array));
const tags = fc.dictionary(fc.constantFrom('team', 'env', '__proto__', 'x'), fc.constantFrom('', 'a', 'b'));
const ids = ['v1', 'v2', 'v3', 'v4'];
const common = {
  description: fc.constantFrom('', 'a'),
  tags,
  createdAt: date,
  rotatedAt: fc.option(date),
  rotationDays: fc.option(fc.constantFrom(7, 30)),
};
const key: fc.Arbitrary<KeyContent> = fc.record({
  ...common,
  itemType: fc.constant('KEY' as const),
  keyId: fc.constant('key-1'),
  alias: fc.option(fc.constantFrom('alias/a', 'alias/b')),
  spec: fc.constantFrom('Aliyun_AES_256', 'RSA_2048'),
  usage: fc.constant('ENCRYPT/DECRYPT'),
  state: fc.constantFrom('Enabled', 'Disabled'),
  primaryVersionId: fc.constantFrom(...ids),
  versions: fc.subarray(ids, { minLength: 1 }).chain((chosen) =>
    fc.tuple(
      ...chosen.map((versionId) =>
        fc.record({
          versionId: fc.constant(versionId),
          createdAt: date,
          material: bytes,
          canary: fc.constant(new Uint8Array([1])),
        }),
      ),
    ),
  ),
});
const secret: fc.Arbitrary<SecretContent> = fc.record({
  ...common,
  itemType: fc.constant('SECRET' as const),
  name: fc.constant('db/password'),
  keyId: fc.constantFrom('key-1', 'key-2'),
  state: fc.constantFrom('Live', 'RecoveryWindow'),
  generator: fc.option(
    fc.record({ length: fc.constantFrom(16, 32), kinds: fc.constant(['digit' as const]) }),
  ),
  versions: fc.subarray(ids, { minLength: 1 }).chain((chosen) =>
    fc.tuple(
      ...chosen.map((versionId) =>
        fc.record({
          versionId: fc.constant(versionId),
          createdAt: date,
          stages: fc.subarray(['ACSCurrent', 'ACSPrevious']),
          keyId: fc.constantFrom('key-1', 'key-2'),
          keyVersionId: fc.constant('kv-1'),
          ciphertext: bytes,
        }),
      ),
    ),
  ),
});
const pair = fc.oneof(fc.tuple(key, key), fc.tuple(secret, secret));

describe('what differs between two states of an item', () => {
  it('leads from the first to the second, and back', () => {
    fc.assert(
      fc.property(pair, ([first, second]) => {
        const [from, to] = [itemFacts(first), itemFacts(second)];
        expect(applyDifferences(from, compareItems(first, second))).toEqual(to);
        expect(applyDifferences(to, compareItems(second, first))).toEqual(from);
      }),
    );
  });

  it('is nothing between a state and itself', () => {
    fc.assert(
      fc.property(fc.oneof(key, secret), (state) => {
        expect(compareItems(state, structuredClone(state))).toEqual([]);
      }),
    );
  });

  it('holds no value and no material', () => {
    const secretBytes = new Uint8Array([115, 51, 99, 114, 51, 116]);
    fc.assert(
      fc.property(secret, secret, (one, other) => {
        const versions = other.versions.map((version) => ({ ...version, ciphertext: secretBytes }));
        const said = JSON.stringify(compareItems(one, { ...other, versions }));
        expect(said).not.toContain('ciphertext');
        expect(said).not.toMatch(/\b(115|czNjcjN0)\b/);
      }),
    );
  });

  it('names a version whose value is another one under the same ID', () => {
    fc.assert(
      fc.property(secret, (state) => {
        const versions = state.versions.map((version) => ({
          ...version,
          ciphertext: new Uint8Array([...version.ciphertext, 7]),
        }));
        const [only] = compareItems(state, { ...state, versions });
        expect(only).toMatchObject({
          field: 'versions',
          added: [],
          removed: [],
          otherValue: state.versions.map(({ versionId }) => versionId),
        });
      }),
    );
  });
});
