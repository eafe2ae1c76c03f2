import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import type { KeyWithVersions } from './model.ts';

/** Whether a live key of the instance, if there is one, can encrypt a secret's values: symmetric and Enabled. */
export function checkEncryptionKey(
  keyId: string,
  found: KeyWithVersions | undefined,
): Result<KeyWithVersions, KmsError> {
  if (!found) return err({ code: 'KEY_NOT_FOUND', keyId });
  const { state, spec } = found.key;
  if (spec !== 'Aliyun_AES_256') return err({ code: 'SECRET_KEY_SPEC', keyId, spec });
  if (state !== 'Enabled') return err({ code: 'KEY_STATE', keyId, state, operation: 'encrypt' });
  return ok(found);
}
