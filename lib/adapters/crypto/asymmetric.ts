import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  sign,
  verify,
} from 'node:crypto';
import type { SigningAlgorithm } from '../../kms/model.ts';

const modulus = { RSA_2048: 2048, RSA_3072: 3072, RSA_4096: 4096 } as const;
const curve = { EC_P256: 'prime256v1', EC_P256K: 'secp256k1' } as const;
const privateKeyEncoding = { type: 'pkcs8', format: 'der' } as const;
const publicKeyEncoding = { type: 'spki', format: 'der' } as const;

/** A fresh private key as PKCS#8 DER. Never JWK: exports in that form were seen to hang Node 20. */
export function generateRsa(spec: keyof typeof modulus): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const options = { modulusLength: modulus[spec], privateKeyEncoding, publicKeyEncoding };
    generateKeyPair('rsa', options, (error, _, privateKey) => {
      if (error) reject(error);
      else resolve(new Uint8Array(privateKey));
    });
  });
}

/** As `generateRsa`. */
export function generateEc(spec: keyof typeof curve): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const options = { namedCurve: curve[spec], privateKeyEncoding, publicKeyEncoding };
    generateKeyPair('ec', options, (error, _, privateKey) => {
      if (error) reject(error);
      else resolve(new Uint8Array(privateKey));
    });
  });
}

const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' } as const;

export function encryptOaep(material: Uint8Array, plain: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(publicEncrypt({ key: publicPart(privateKey(material)), ...oaep }, plain));
}

/** Undefined: made with another key, or changed. */
export function decryptOaep(
  material: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array<ArrayBuffer> | undefined {
  const key = privateKey(material);
  try {
    return new Uint8Array(privateDecrypt({ key, ...oaep }, ciphertext));
  } catch {
    return undefined; // the padding doesn't fit: what OAEP says of every other ciphertext
  }
}

export function signBytes(
  material: Uint8Array,
  algorithm: SigningAlgorithm,
  message: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sign('sha256', message, { key: privateKey(material), ...padding(algorithm) }));
}

/** Whether the signature fits the public part of the private key. */
export function verifyBytes(
  material: Uint8Array,
  algorithm: SigningAlgorithm,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const key = publicPart(privateKey(material));
  return verify('sha256', message, { key, ...padding(algorithm) }, signature);
}

export function publicPem(material: Uint8Array): string {
  return publicPart(privateKey(material)).export({ type: 'spki', format: 'pem' }).toString();
}

/** Throws if the bytes are no private key: they were opened with their seal, so that would be a bug. */
function privateKey(material: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(material), format: 'der', type: 'pkcs8' });
}

const publicPart = (key: KeyObject): KeyObject => createPublicKey(key);

function padding(algorithm: SigningAlgorithm) {
  switch (algorithm) {
    case 'RSA_PSS_SHA_256':
      return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
    case 'RSA_PKCS1_SHA_256':
      return { padding: constants.RSA_PKCS1_PADDING };
    case 'ECDSA_SHA_256':
      return { dsaEncoding: 'der' } as const;
  }
}
