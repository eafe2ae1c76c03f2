import { err, ok, type Result } from '../kernel/result.ts';
import type { KeyOperation, KmsError } from './errors.ts';
import { isSymmetric } from './key-specs.ts';
import type { KeyState, KeyUsage, KmsKey } from './model.ts';

/** Key state × operation: what is allowed. The code, the tests and the docs share this one table. */
export const allowedOperations: Readonly<Record<KeyState, readonly KeyOperation[]>> = {
  Enabled: [
    'encrypt',
    'decrypt',
    'sign',
    'verify',
    'viewPublicKey',
    'rotate',
    'setRotation',
    'edit',
    'disable',
    'scheduleDeletion',
    'deleteNow',
  ],
  Disabled: ['viewPublicKey', 'setRotation', 'edit', 'enable', 'scheduleDeletion', 'deleteNow'],
  PendingDeletion: ['viewPublicKey', 'cancelDeletion', 'deleteNow'],
  PendingCreation: ['deleteNow'],
};

/** Operations that one usage alone allows. */
export const usageOf: Readonly<Partial<Record<KeyOperation, KeyUsage>>> = {
  encrypt: 'ENCRYPT/DECRYPT',
  decrypt: 'ENCRYPT/DECRYPT',
  sign: 'SIGN/VERIFY',
  verify: 'SIGN/VERIFY',
};

/** Operations that symmetric keys alone, or asymmetric keys alone, allow. */
export const symmetryOf: Readonly<Partial<Record<KeyOperation, 'symmetric' | 'asymmetric'>>> = {
  setRotation: 'symmetric',
  viewPublicKey: 'asymmetric',
};

/**
 * Refuses what the key's spec (KEY_SPEC), usage (KEY_USAGE) or state (KEY_STATE) doesn't allow. The state comes last:
 * it is what a person can change.
 */
export function checkOperation(
  key: Pick<KmsKey, 'keyId' | 'spec' | 'usage' | 'state'>,
  operation: KeyOperation,
): Result<void, KmsError> {
  const { keyId, spec, usage, state } = key;
  const symmetry = symmetryOf[operation];
  if (symmetry && symmetry !== (isSymmetric(spec) ? 'symmetric' : 'asymmetric')) {
    return err({ code: 'KEY_SPEC', keyId, spec, operation });
  }
  const needed = usageOf[operation];
  if (needed && needed !== usage) return err({ code: 'KEY_USAGE', keyId, usage, operation });
  if (allowedOperations[state].includes(operation)) return ok(undefined);
  return err({ code: 'KEY_STATE', keyId, state, operation });
}
