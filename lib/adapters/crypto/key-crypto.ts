import { randomBytes } from 'node:crypto';
import type { KeyCrypto } from '../../kms/ports.ts';
import { openBytes, sealBytes } from './aead.ts';

/** Customers' keys on node:crypto. */
export const keyCrypto: KeyCrypto = {
  generate: async (spec) => {
    switch (spec) {
      case 'Aliyun_AES_256':
        return new Uint8Array(randomBytes(32));
      case 'RSA_2048':
      case 'RSA_3072':
      case 'RSA_4096':
      case 'EC_P256':
      case 'EC_P256K':
        throw new Error(`${spec} is not made yet`);
    }
  },
  seal: sealBytes,
  open: openBytes,
};
