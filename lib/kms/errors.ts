import type { KeySpec, KeyState } from './model.ts';

/** Everything the KMS refuses, with what a person needs to know to go on. */
export type KmsError =
  | { readonly code: 'REGION_NOT_FOUND'; readonly regionId: string }
  | { readonly code: 'INSTANCE_NOT_FOUND'; readonly instanceId: string }
  | { readonly code: 'INSTANCE_RELEASED'; readonly instanceId: string }
  | { readonly code: 'INSTANCE_HARDWARE'; readonly instanceId: string }
  /** A backup of the instance is running, or has not seen its last changes. */
  | { readonly code: 'BACKUP_BUSY'; readonly instanceId: string; readonly name: string }
  | { readonly code: 'INSTANCE_NAME_TAKEN'; readonly name: string }
  /** `quota`: what it is now. */
  | { readonly code: 'KEY_QUOTA_LOWERED'; readonly instanceId: string; readonly quota: number }
  | { readonly code: 'SECRET_QUOTA_LOWERED'; readonly instanceId: string; readonly quota: number }
  | { readonly code: 'NAME_NOT_CONFIRMED'; readonly expected: string }
  | { readonly code: 'KEY_NOT_FOUND'; readonly keyId: string }
  | {
      readonly code: 'KEY_STATE';
      readonly keyId: string;
      readonly state: KeyState;
      readonly operation: KeyOperation;
    }
  | {
      readonly code: 'KEY_QUOTA_REACHED';
      readonly instanceId: string;
      readonly used: number;
      readonly quota: number;
    }
  | { readonly code: 'ALIAS_TAKEN'; readonly alias: string; readonly keyId: string }
  /** Its row or versions were changed without the KMS. */
  | { readonly code: 'KEY_DAMAGED'; readonly keyId: string }
  | { readonly code: 'SECRET_DAMAGED'; readonly name: string }
  | { readonly code: 'SECRET_NOT_FOUND'; readonly name: string }
  | { readonly code: 'SECRET_NAME_TAKEN'; readonly name: string; readonly inRecoveryWindow: boolean }
  | { readonly code: 'SECRET_IN_RECOVERY_WINDOW'; readonly name: string }
  | { readonly code: 'SECRET_NOT_IN_RECOVERY_WINDOW'; readonly name: string }
  | {
      readonly code: 'SECRET_QUOTA_REACHED';
      readonly instanceId: string;
      readonly used: number;
      readonly quota: number;
    }
  | { readonly code: 'SECRET_VERSION_NOT_FOUND'; readonly name: string; readonly versionId: string }
  | {
      readonly code: 'SECRET_KEY_MISSING';
      readonly name: string;
      readonly keyId: string;
      readonly keyVersionId: string;
    }
  /** The version has another value (`sameValue` false), or the same one, but isn't the current version any more. */
  | {
      readonly code: 'SECRET_VERSION_EXISTS';
      readonly name: string;
      readonly versionId: string;
      readonly sameValue: boolean;
    }
  /** Values are encrypted under symmetric keys alone. */
  | { readonly code: 'SECRET_KEY_SPEC'; readonly keyId: string; readonly spec: KeySpec }
  /** Someone else changed what was to be changed, after it was shown. */
  | {
      readonly code: 'SECRET_EDITED_MEANWHILE';
      readonly name: string;
      readonly fields: readonly SecretField[];
    }
  | { readonly code: 'CIPHERTEXT_MALFORMED' }
  | { readonly code: 'CIPHERTEXT_OTHER_KEY'; readonly keyId: string }
  | { readonly code: 'CIPHERTEXT_CHANGED' }
  | { readonly code: 'MATERIAL_DAMAGED'; readonly keyId: string; readonly keyVersionId: string };

/** What is edited of a secret. */
export type SecretField = 'description' | 'tags' | 'keyId' | 'rotationDays' | 'generator';

/** What a key's state may forbid. */
export type KeyOperation =
  | 'encrypt'
  | 'decrypt'
  | 'rotate'
  | 'enable'
  | 'disable'
  | 'scheduleDeletion'
  | 'cancelDeletion'
  | 'deleteNow';
