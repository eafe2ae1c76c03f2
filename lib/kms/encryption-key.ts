import { err, ok, type Result } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import type { KmsError } from './errors.ts';
import { isSymmetric } from './key-specs.ts';
import type { InstanceTransaction } from './ports.ts';
import { type SoundKey, soundKey } from './row-seal.ts';

/** A key that can encrypt a secret's values: sound, symmetric and Enabled. */
export type EncryptionKey = SoundKey & { readonly encrypts: true };

/** The live key of the transaction's instance, if it can encrypt a secret's values. */
export async function findEncryptionKey(
  transaction: InstanceTransaction,
  dataKey: DataKey,
  keyId: string,
): Promise<Result<EncryptionKey, KmsError>> {
  const found = await transaction.findKey(keyId);
  if (!found) return err({ code: 'KEY_NOT_FOUND', keyId });
  const sound = soundKey(dataKey, found);
  if (!sound.ok) return sound;
  const { state, spec } = found.key;
  if (!isSymmetric(spec)) return err({ code: 'KEY_SPEC', keyId, spec, operation: 'encryptSecret' });
  if (state !== 'Enabled') return err({ code: 'KEY_STATE', keyId, state, operation: 'encrypt' });
  return ok({ ...sound.value, encrypts: true });
}
