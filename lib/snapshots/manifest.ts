import { z } from 'zod';
import type { BackupRecord, ItemRef } from './model.ts';

/** What a point added and closed, by name. Its keyed hash (`hashChanges`) is under the point's MAC, so it can't be changed unnoticed. */
export type Manifest = {
  readonly added: readonly (ItemRef & Pick<BackupRecord, 'contentHash'>)[];
  readonly closed: readonly (ItemRef & Pick<BackupRecord, 'fromOrdinal'>)[];
};

const letters = { KEY: 'K', SECRET: 'S' } as const;
const letter = z.enum(['K', 'S']).transform((text) => (text === 'K' ? 'KEY' : 'SECRET'));
const shape = z.object({
  added: z.array(z.tuple([letter, z.string(), z.base64()])),
  closed: z.array(z.tuple([letter, z.string(), z.int().min(1)])),
});

export function encodeManifest({ added, closed }: Manifest): Uint8Array<ArrayBuffer> {
  const written = {
    added: added.map((item) => [letters[item.itemType], item.itemId, base64(item.contentHash)]),
    closed: closed.map((item) => [letters[item.itemType], item.itemId, item.fromOrdinal]),
  };
  return new TextEncoder().encode(JSON.stringify(written));
}

/** Undefined: not what `encodeManifest` wrote. */
export function decodeManifest(bytes: Uint8Array): Manifest | undefined {
  const parsed = shape.safeParse(parseJson(bytes));
  if (!parsed.success) return undefined;
  return {
    added: parsed.data.added.map(([itemType, itemId, hash]) => ({
      itemType,
      itemId,
      contentHash: new Uint8Array(Buffer.from(hash, 'base64')),
    })),
    closed: parsed.data.closed.map(([itemType, itemId, fromOrdinal]) => ({ itemType, itemId, fromOrdinal })),
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
