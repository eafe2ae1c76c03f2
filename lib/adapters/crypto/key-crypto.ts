import { randomBytes } from 'node:crypto';
import type { KeyCrypto } from '../../kms/ports.ts';
import { openBytes, sealBytes } from './aead.ts';
import {
  decryptOaep,
  encryptOaep,
  generateEc,
  generateRsa,
  publicPem,
  signBytes,
  verifyBytes,
} from './asymmetric.ts';

/** Customers' keys on node:crypto. */
export const keyCrypto: KeyCrypto = {
  generate: async (spec) => {
    switch (spec) {
      case 'Aliyun_AES_256':
        return new Uint8Array(randomBytes(32));
      case 'RSA_2048':
      case 'RSA_3072':
      case 'RSA_4096':
        return generateRsa(spec);
      case 'EC_P256':
      case 'EC_P256K':
        return generateEc(spec);
    }
  },
  seal: sealBytes,
  open: openBytes,
  encrypt: encryptOaep,
  decrypt: decryptOaep,
  sign: signBytes,
  verify: verifyBytes,
  publicKey: publicPem,
};
