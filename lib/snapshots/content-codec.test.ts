import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterKinds } from '../kms/model.ts';
import { decodeContent, encodeContent } from './content-codec.ts';
import type { ItemContent } from './model.ts';

const ids = fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f]{32}$/));
const bytes = fc.uint8Array({ maxLength: 700 }).map((value) => Uint8Array.from(value));
const times = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const common = {
  description: fc.string({ unit: 'grapheme' }),
  tags: fc.dictionary(
    fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'),
    fc.string(),
  ),
  state: fc.constantFrom('Enabled', 'Disabled', 'PendingDeletion'),
  createdAt: times,
  rotatedAt: fc.option(times, { nil: null }),
  rotationDays: fc.option(fc.integer({ min: 7, max: 365 }), { nil: null }),
};
const contents: fc.Arbitrary<ItemContent> = fc.oneof(
  fc.record({
    itemType: fc.constant('KEY' as const),
    keyId: fc.string(),
    alias: fc.option(fc.string(), { nil: null }),
    spec: fc.constantFrom('Aliyun_AES_256', 'RSA_2048', 'another'),
    usage: fc.string(),
    primaryVersionId: ids,
    ...common,
    versions: fc.array(fc.record({ versionId: ids, createdAt: times, material: bytes, canary: bytes }), {
      maxLength: 5,
    }),
  }),
  fc.record({
    itemType: fc.constant('SECRET' as const),
    name: fc.string(),
    keyId: fc.string(),
    generator: fc.option(
      fc.record({
        length: fc.integer({ min: 8, max: 128 }),
        kinds: fc.subarray([...characterKinds]),
      }),
      { nil: null },
    ),
    ...common,
    versions: fc.array(
      fc.record({
        versionId: ids,
        createdAt: times,
        stages: fc.array(fc.string()).map((stages) => stages.toSorted()),
        keyId: fc.string(),
        keyVersionId: ids,
        ciphertext: bytes,
      }),
      { maxLength: 5 },
    ),
  }),
);

const plain = (content: ItemContent | undefined) => content && { ...content, tags: { ...content.tags } };

describe('an item as bytes', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(contents, (content) => {
        expect(plain(decodeContent(encodeContent(content)))).toEqual(plain(content));
      }),
    );
  });

  it('is the same bytes for the same item, whatever the order of tags', () => {
    fc.assert(
      fc.property(contents, (content) => {
        const turned = { ...content, tags: Object.fromEntries(Object.entries(content.tags).toReversed()) };
        expect(encodeContent(turned)).toEqual(encodeContent(content));
      }),
    );
  });

  it('is not read when cut, lengthened or of another format, and never throws', () => {
    fc.assert(
      fc.property(contents, fc.nat(), (content, place) => {
        const encoded = encodeContent(content);
        expect(decodeContent(encoded.subarray(0, place % encoded.length))).toBeUndefined();
        expect(decodeContent(Uint8Array.from([...encoded, 0]))).toBeUndefined();
        expect(decodeContent(Uint8Array.from([9, ...encoded.subarray(1)]))).toBeUndefined();
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => void decodeContent(noise)));
  });

  it('has one form: what is read from changed bytes is what would be written as just these', () => {
    const change = fc.record({ place: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
    let read = 0;
    fc.assert(
      fc.property(contents, fc.array(change, { minLength: 1, maxLength: 3 }), (content, changes) => {
        const bytes = encodeContent(content);
        for (const { place, byte } of changes) bytes[place % bytes.length] = byte;
        const other = decodeContent(bytes);
        if (!other) return;
        read += 1;
        expect(encodeContent(other)).toEqual(bytes);
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
