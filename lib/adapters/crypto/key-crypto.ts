import { randomBytes } from 'node:crypto';
import type { KeyCrypto } from '../../kms/ports.ts';
import { openBytes, sealBytes } from './aead.ts';

/** Customers' keys on node:crypto. */
export const keyCrypto: KeyCrypto = {
  generate: async (spec) => {
    switch (spec) {
      case 'Aliyun_AES_256':
        return new Uint8Array(randomBytes(32));
    }
  },
  seal: sealBytes,
  open: openBytes,
};
