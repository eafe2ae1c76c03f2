import {
  constants,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  publicEncrypt,
  verify,
} from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { specFacts } from '../../kms/key-specs.ts';
import { keyCrypto } from './key-crypto.ts';

const message = new TextEncoder().encode('one hundred and twenty yuan');

describe('asymmetric keys', () => {
  it.each(['RSA_2048', 'EC_P256', 'EC_P256K'] as const)(
    '%s: signatures are standard ones, which other tools verify with the PEM',
    async (spec) => {
      const material = await keyCrypto.generate(spec);
      const key = createPublicKey(keyCrypto.publicKey(material));
      for (const algorithm of specFacts[spec].signing) {
        const signature = keyCrypto.sign(material, algorithm, message);
        const padding =
          algorithm === 'RSA_PSS_SHA_256'
            ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: createHash('sha256').digest().length }
            : {};
        expect(verify('sha256', message, { key, ...padding }, signature)).toBe(true);
        expect(keyCrypto.verify(material, algorithm, message, signature)).toBe(true);
        const changed = Uint8Array.from(signature);
        changed[20] = (changed[20] ?? 0) ^ 1;
        expect(keyCrypto.verify(material, algorithm, message, changed)).toBe(false);
        expect(keyCrypto.verify(material, algorithm, message.subarray(1), signature)).toBe(false);
        expect(keyCrypto.verify(material, algorithm, message, new Uint8Array())).toBe(false);
      }
    },
  );

  it('RSA decrypts what was made elsewhere with the public key, up to the length that its spec says', async () => {
    const material = await keyCrypto.generate('RSA_2048');
    const key = createPublicKey(keyCrypto.publicKey(material));
    const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' } as const;
    const { mostPlaintextBytes, rawCiphertextBytes } = specFacts.RSA_2048;
    const plain = new Uint8Array(mostPlaintextBytes).fill(7);
    const made = publicEncrypt({ key, ...oaep }, plain);
    expect(made.length).toBe(rawCiphertextBytes);
    expect(keyCrypto.decrypt(material, made)).toEqual(plain);
    expect(keyCrypto.decrypt(material, keyCrypto.encrypt(material, plain))).toEqual(plain);
    expect(() => keyCrypto.encrypt(material, new Uint8Array(mostPlaintextBytes + 1))).toThrow();
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    expect(keyCrypto.decrypt(material, publicEncrypt({ key: other, ...oaep }, plain))).toBeUndefined();
    expect(keyCrypto.decrypt(material, made.subarray(1))).toBeUndefined();
  });
});
