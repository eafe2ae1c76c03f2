import { bind } from '../kernel/binding.ts';
import { err, ok, type Result } from '../kernel/result.ts';

/**
 * What a key's Encrypt gives: two bytes of format, the 16 bytes of the key version's id, then the sealed
 * text. It names its key version, so that it decrypts after rotation and after a restore.
 */
const format = [0x4b, 0x01] as const;
const idBytes = 16;

/** The ciphertext of bytes sealed under a key version, whose id is 32 hexadecimal digits. */
export function formatCiphertext(versionId: string, sealed: Uint8Array): Uint8Array<ArrayBuffer> {
  const blob = new Uint8Array(format.length + idBytes + sealed.length);
  blob.set(format, 0);
  for (let index = 0; index < idBytes; index++) {
    blob[format.length + index] = Number.parseInt(versionId.slice(index * 2, index * 2 + 2), 16);
  }
  blob.set(sealed, format.length + idBytes);
  return blob;
}

/** Takes a ciphertext apart, the inverse of `formatCiphertext`; 'malformed' if it is none. */
export function parseCiphertext(
  blob: Uint8Array,
): Result<{ readonly versionId: string; readonly sealed: Uint8Array }, 'malformed'> {
  const head = format.length + idBytes;
  if (blob.length <= head || blob[0] !== format[0] || blob[1] !== format[1]) return err('malformed');
  const versionId = [...blob.subarray(format.length, head)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  return ok({ versionId, sealed: blob.subarray(head) });
}

/** What a text encrypted on a key's page is bound to. */
export const textBinding = (versionId: string): string => bind('text', versionId);

/** What a secret's value is bound to: it can't be passed off as another secret's or another version's. */
export const secretBinding = (name: string, secretVersionId: string, keyVersionId: string): string =>
  bind('secret', name, secretVersionId, keyVersionId);

/** What a key version's canary is bound to, and the text it holds. */
export const canaryBinding = (keyId: string, versionId: string): string => bind('canary', keyId, versionId);

/** What a key version's sealed material is bound to in its instance. */
export const materialBinding = (instanceId: string, keyId: string, versionId: string): string =>
  bind('material', instanceId, keyId, versionId);
