import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

const nonceLength = 12;
const tagLength = 16;

/** AES-256-GCM with a random nonce: nonce, ciphertext, tag. */
export function sealBytes(key: Uint8Array, plain: Uint8Array, boundTo: string): Uint8Array<ArrayBuffer> {
  const nonce = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(boundTo));
  const sealed = pooled(nonceLength + plain.length + tagLength);
  sealed.set(nonce);
  sealed.set(cipher.update(plain), nonceLength);
  cipher.final();
  sealed.set(cipher.getAuthTag(), nonceLength + plain.length);
  return sealed;
}

/** The plain bytes, or undefined if bytes, key or binding are not those that were sealed. */
export function openBytes(
  key: Uint8Array,
  sealed: Uint8Array,
  boundTo: string,
): Uint8Array<ArrayBuffer> | undefined {
  if (sealed.length < nonceLength + tagLength) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
  const plain = decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength));
  try {
    decipher.final();
  } catch {
    return undefined; // the tag does not fit: what GCM throws for any forgery
  }
  return new Uint8Array(plain.buffer, plain.byteOffset, plain.length);
}

/** Small ones share memory: a piece of its own for each kept the garbage collector busy through a backup. */
function pooled(length: number): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset } = Buffer.allocUnsafe(length);
  return new Uint8Array(buffer, byteOffset, length);
}

/** Random bytes for nonces, drawn many at a time; each is used once. */
const nonces = new Uint8Array(nonceLength * 1024);
let used = nonces.length;

function nextNonce(): Uint8Array {
  if (used === nonces.length) {
    randomFillSync(nonces);
    used = 0;
  }
  used += nonceLength;
  return nonces.slice(used - nonceLength, used);
}
