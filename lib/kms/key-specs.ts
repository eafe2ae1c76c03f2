import { mostPlaintextBytes } from './limits.ts';
import { type KeySpec, type KeyUsage, keySpecs, type SigningAlgorithm } from './model.ts';

type EncryptionAlgorithm = 'AES_GCM' | 'RSAES_OAEP_SHA_256';

/** What a key of a spec is and can do. */
export type SpecFacts = {
  readonly family: 'AES' | 'RSA' | 'EC';
  readonly usages: readonly [KeyUsage, ...KeyUsage[]];
  /** Null: it doesn't encrypt. */
  readonly encryption: EncryptionAlgorithm | null;
  /** Most bytes in one encryption; 0: it doesn't encrypt. */
  readonly mostPlaintextBytes: number;
  /** Length of a ciphertext that other tools make with the public key; null: there is no public key to encrypt with. */
  readonly rawCiphertextBytes: number | null;
  /** None: it doesn't sign. */
  readonly signing: readonly SigningAlgorithm[];
  /** Its generation takes seconds: it is queued. */
  readonly isSlow: boolean;
};

const rsa = (modulusBits: number): SpecFacts => ({
  family: 'RSA',
  usages: ['ENCRYPT/DECRYPT', 'SIGN/VERIFY'],
  encryption: 'RSAES_OAEP_SHA_256',
  // RFC 8017, 7.1.1: the modulus less two hashes and two bytes.
  mostPlaintextBytes: modulusBits / 8 - 2 * 32 - 2,
  rawCiphertextBytes: modulusBits / 8,
  signing: ['RSA_PSS_SHA_256', 'RSA_PKCS1_SHA_256'],
  isSlow: true,
});

const ec: SpecFacts = {
  family: 'EC',
  usages: ['SIGN/VERIFY'],
  encryption: null,
  mostPlaintextBytes: 0,
  rawCiphertextBytes: null,
  signing: ['ECDSA_SHA_256'],
  isSlow: false,
};

export const specFacts: Readonly<Record<KeySpec, SpecFacts>> = {
  Aliyun_AES_256: {
    family: 'AES',
    usages: ['ENCRYPT/DECRYPT'],
    encryption: 'AES_GCM',
    mostPlaintextBytes,
    rawCiphertextBytes: null,
    signing: [],
    isSlow: false,
  },
  RSA_2048: rsa(2048),
  RSA_3072: rsa(3072),
  RSA_4096: rsa(4096),
  EC_P256: ec,
  EC_P256K: ec,
};

/** Undefined: no spec that this console knows. */
export const asKeySpec = (text: string): KeySpec | undefined => keySpecs.find((known) => known === text);

/** One key both encrypts and decrypts: it has no public part. */
export const isSymmetric = (spec: KeySpec): boolean => specFacts[spec].family === 'AES';
