import { bind } from '../kernel/binding.ts';
import { sameBytes } from '../ports/keyring.ts';
import { canaryBinding } from './ciphertext.ts';
import { specFacts } from './key-specs.ts';
import type { KeySpec, KeyUsage, SigningAlgorithm } from './model.ts';
import type { KeyCrypto } from './ports.ts';

type Subject = { readonly keyId: string; readonly spec: KeySpec };
type Version = {
  readonly versionId: string;
  readonly material: Uint8Array;
  readonly canary: Uint8Array<ArrayBuffer>;
};

/**
 * The canary of a key version: its name, sealed (AES) or signed (RSA, EC) with its material when it is made. It never
 * changes: the version works as on its first day while it holds.
 */
export function makeCanary(
  crypto: KeyCrypto,
  { keyId, spec }: Subject,
  versionId: string,
  material: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const binding = canaryBinding(keyId, versionId);
  const name = new TextEncoder().encode(binding);
  const algorithm = canaryAlgorithm(spec);
  return algorithm ? crypto.sign(material, algorithm, name) : crypto.seal(material, name, binding);
}

/** Whether the material opens its canary, or its public part accepts it. */
export function canaryHolds(crypto: KeyCrypto, { keyId, spec }: Subject, version: Version): boolean {
  const binding = canaryBinding(keyId, version.versionId);
  const name = new TextEncoder().encode(binding);
  const algorithm = canaryAlgorithm(spec);
  if (algorithm) return crypto.verify(version.material, algorithm, name, version.canary);
  const opened = crypto.open(version.material, version.canary, binding);
  return opened !== undefined && sameBytes(opened, name);
}

/** Whether what is done now with the material is undone by it: for RSA and EC the proof of the private part. */
export function roundTrips(
  crypto: KeyCrypto,
  { keyId, spec, usage }: Subject & { readonly usage: KeyUsage },
  { versionId, material }: Version,
): boolean {
  const binding = bind('proof', keyId, versionId);
  const text = new TextEncoder().encode(versionId);
  const [algorithm] = specFacts[spec].signing;
  if (usage === 'SIGN/VERIFY') {
    return (
      algorithm !== undefined &&
      crypto.verify(material, algorithm, text, crypto.sign(material, algorithm, text))
    );
  }
  const plain =
    specFacts[spec].encryption === 'AES_GCM'
      ? crypto.open(material, crypto.seal(material, text, binding), binding)
      : crypto.decrypt(material, crypto.encrypt(material, text));
  return plain !== undefined && sameBytes(plain, text);
}

/** Signatures that are quick to check. Null: it is sealed. */
function canaryAlgorithm(spec: KeySpec): SigningAlgorithm | null {
  switch (specFacts[spec].family) {
    case 'AES':
      return null;
    case 'RSA':
      return 'RSA_PKCS1_SHA_256';
    case 'EC':
      return 'ECDSA_SHA_256';
  }
}
