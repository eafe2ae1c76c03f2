import { err, ok, type Result } from '../kernel/result.ts';
import type { KeyOperation, KmsError } from './errors.ts';
import type { KeyState, KmsKey } from './model.ts';

/** Key state × operation: what is allowed. The code, the tests and the docs share this one table. */
export const allowedOperations: Readonly<Record<KeyState, readonly KeyOperation[]>> = {
  Enabled: ['encrypt', 'decrypt', 'rotate', 'disable', 'scheduleDeletion', 'deleteNow'],
  Disabled: ['enable', 'scheduleDeletion', 'deleteNow'],
  PendingDeletion: ['cancelDeletion', 'deleteNow'],
  PendingCreation: ['deleteNow'],
};

/** Refuses what the key's state doesn't allow. */
export function checkOperation(
  key: Pick<KmsKey, 'keyId' | 'state'>,
  operation: KeyOperation,
): Result<void, KmsError> {
  if (allowedOperations[key.state].includes(operation)) return ok(undefined);
  return err({ code: 'KEY_STATE', keyId: key.keyId, state: key.state, operation });
}
