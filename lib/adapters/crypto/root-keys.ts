import { createHmac, hkdfSync } from 'node:crypto';

export type RootKey = { readonly id: string; readonly bytes: Uint8Array };

/** The key that wraps new data keys, and older ones that only unwrap. */
export type RootKeys = { readonly current: RootKey; readonly old: readonly RootKey[] };

/** A root key with its id, which names the key without telling anything of it: `rk-` and 16 hexadecimal digits. */
export function rootKey(base64: string): RootKey {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== 32) throw new Error('A root key has 32 bytes (base64).');
  const id = createHmac('sha256', bytes).update('kms-backups root key id').digest('hex').slice(0, 16);
  return { id: `rk-${id}`, bytes };
}

export function rootKeys(current: string, old: readonly string[]): RootKeys {
  return { current: rootKey(current), old: old.map(rootKey) };
}

/** A secret for another purpose (signing sessions, say), of which nothing leads back to the root key. */
export function deriveSecret(keys: RootKeys, purpose: string): string {
  const derived = hkdfSync('sha256', keys.current.bytes, '', `kms-backups ${purpose}`, 32);
  return Buffer.from(derived).toString('base64url');
}
