/** A data key in use: what seals and authenticates one KMS instance's or one backup instance's rows. */
export interface DataKey {
  readonly id: string;
  /** Encrypts and authenticates (AES-256-GCM); `boundTo` must be given again to open. */
  seal(plain: Uint8Array, boundTo: string): Uint8Array<ArrayBuffer>;
  /** The plain bytes, or undefined if the bytes or what they are bound to were changed. */
  open(sealed: Uint8Array, boundTo: string): Uint8Array<ArrayBuffer> | undefined;
  /** Keyed hash of 32 bytes (HMAC-SHA-256 under a key derived from this one) over the parts in order. */
  mac(label: string, ...parts: readonly (Uint8Array | string)[]): Uint8Array<ArrayBuffer>;
}

/** A data key as it is kept: wrapped under a root key, bound to its owner. */
export type WrappedDataKey = {
  readonly id: string;
  readonly accountId: string;
  readonly ownerId: string;
  readonly rootKeyId: string;
  readonly wrapped: Uint8Array<ArrayBuffer>;
};

export interface Keyring {
  /** A fresh data key for an owner, ready to use and to keep. */
  create(
    id: string,
    accountId: string,
    ownerId: string,
  ): { readonly key: DataKey; readonly wrapped: WrappedDataKey };
  /** Throws if its root key isn't here or the wrapping was changed: without it nothing of the owner can be read. */
  open(wrapped: WrappedDataKey): DataKey;
}

/** Compares two keyed hashes in constant time. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  return difference === 0;
}
