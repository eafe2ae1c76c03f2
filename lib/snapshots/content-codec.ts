import { z } from 'zod';
import { characterKinds, type SecretGenerator, type Tags } from '../kms/model.ts';
import type { ItemContent } from './model.ts';

/**
 * An item's content as bytes: format (1), length of the header (4, big-endian), header (JSON), then the
 * blobs, whose lengths stand in the header. The same item always gives the same bytes, so that an unchanged
 * one is told by its hash. What was added to format 1 later is written only where it is set: items without it
 * keep their bytes, and records from before can be read.
 */
const format = 1;
const headLength = 5;

/** Times as milliseconds since 1970. */
const time = z.int().transform((milliseconds) => new Date(milliseconds));
const common = {
  description: z.string(),
  tags: z.array(z.tuple([z.string(), z.string()])),
  state: z.string(),
  createdAt: time,
  rotatedAt: time.nullable(),
  rotationDays: z.int().nullable().default(null),
};
const keyHeader = z.object({
  itemType: z.literal('KEY'),
  keyId: z.string(),
  alias: z.string().nullable(),
  spec: z.string(),
  usage: z.string(),
  primaryVersionId: z.string(),
  ...common,
  versions: z.array(
    z.object({ versionId: z.string(), createdAt: time, material: z.int().min(0), canary: z.int().min(0) }),
  ),
});
const secretHeader = z.object({
  itemType: z.literal('SECRET'),
  name: z.string(),
  keyId: z.string(),
  generator: z
    .object({
      length: z.int(),
      // Written by name; in the KMS they stand in an order of their own.
      kinds: z
        .array(z.enum(characterKinds))
        .transform((kinds) => characterKinds.filter((kind) => kinds.includes(kind))),
    })
    .nullable()
    .default(null),
  ...common,
  versions: z.array(
    z.object({
      versionId: z.string(),
      createdAt: time,
      stages: z.array(z.string()),
      keyId: z.string(),
      keyVersionId: z.string(),
      ciphertext: z.int().min(0),
    }),
  ),
});
const header = z.discriminatedUnion('itemType', [keyHeader, secretHeader]);

const encoder = new TextEncoder();

export function encodeContent(content: ItemContent): Uint8Array<ArrayBuffer> {
  const blobs: Uint8Array[] = [];
  const blob = (bytes: Uint8Array): number => {
    blobs.push(bytes);
    return bytes.length;
  };
  const head = JSON.stringify(headerOf(content, blob));
  const length = Buffer.byteLength(head);
  let size = headLength + length;
  for (const bytes of blobs) size += bytes.length;
  const encoded = new Uint8Array(size);
  encoded[0] = format;
  encoded[1] = length >>> 24;
  encoded[2] = length >>> 16;
  encoded[3] = length >>> 8;
  encoded[4] = length;
  encoder.encodeInto(head, encoded.subarray(headLength));
  let at = headLength + length;
  for (const bytes of blobs) {
    encoded.set(bytes, at);
    at += bytes.length;
  }
  return encoded;
}

/** What is undefined is left out of the JSON. */
function headerOf(content: ItemContent, blob: (bytes: Uint8Array) => number) {
  const createdAt = content.createdAt.getTime();
  const rotatedAt = content.rotatedAt?.getTime() ?? null;
  const rotationDays = content.rotationDays ?? undefined;
  if (content.itemType === 'KEY') {
    return {
      itemType: content.itemType,
      keyId: content.keyId,
      alias: content.alias,
      spec: content.spec,
      usage: content.usage,
      primaryVersionId: content.primaryVersionId,
      description: content.description,
      tags: tagList(content.tags),
      state: content.state,
      createdAt,
      rotatedAt,
      rotationDays,
      versions: content.versions.map((version) => ({
        versionId: version.versionId,
        createdAt: version.createdAt.getTime(),
        material: blob(version.material),
        canary: blob(version.canary),
      })),
    };
  }
  return {
    itemType: content.itemType,
    name: content.name,
    keyId: content.keyId,
    description: content.description,
    tags: tagList(content.tags),
    state: content.state,
    createdAt,
    rotatedAt,
    rotationDays,
    generator: content.generator ? generatorHeader(content.generator) : undefined,
    versions: content.versions.map((version) => ({
      versionId: version.versionId,
      createdAt: version.createdAt.getTime(),
      stages: version.stages.length < 2 ? version.stages : version.stages.toSorted(),
      keyId: version.keyId,
      keyVersionId: version.keyVersionId,
      ciphertext: blob(version.ciphertext),
    })),
  };
}

const tagList = (tags: Tags) => Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));

const generatorHeader = ({ length, kinds }: SecretGenerator) => ({ length, kinds: kinds.toSorted() });

/** Reads what `encodeContent` wrote. Undefined: another format, or bytes that don't add up. */
export function decodeContent(encoded: Uint8Array): ItemContent | undefined {
  if (encoded.length < headLength || encoded[0] !== format) return undefined;
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const headEnd = headLength + view.getUint32(1);
  if (headEnd > encoded.length) return undefined;
  const parsed = header.safeParse(parseJson(encoded.subarray(headLength, headEnd)));
  if (!parsed.success) return undefined;
  let at = headEnd;
  const take = (length: number): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(encoded.subarray(at, at + length));
    at += length;
    return bytes;
  };
  const { tags, ...head } = parsed.data;
  const content: ItemContent =
    head.itemType === 'KEY'
      ? {
          ...head,
          tags: Object.fromEntries(tags),
          versions: head.versions.map((version) => ({
            ...version,
            material: take(version.material),
            canary: take(version.canary),
          })),
        }
      : {
          ...head,
          tags: Object.fromEntries(tags),
          versions: head.versions.map((version) => ({ ...version, ciphertext: take(version.ciphertext) })),
        };
  return at === encoded.length ? content : undefined;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
