import type { KeySpec, KeyState, KeyUsage, SigningAlgorithm } from './model.ts';

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
      readonly code: 'KEY_USAGE';
      readonly keyId: string;
      readonly usage: KeyUsage;
      readonly operation: KeyOperation;
    }
  /** What the key is made of can't do that. */
  | {
      readonly code: 'KEY_SPEC';
      readonly keyId: string;
      readonly spec: KeySpec;
      readonly operation: KeyOperation | 'encryptSecret';
    }
  /** No key of that spec has that usage, or it can't rotate by itself. */
  | { readonly code: 'SPEC_USAGE'; readonly spec: KeySpec; readonly usage: KeyUsage }
  | { readonly code: 'SPEC_ROTATION'; readonly spec: KeySpec }
  | {
      readonly code: 'SIGNING_ALGORITHM';
      readonly keyId: string;
      readonly spec: KeySpec;
      readonly algorithm: SigningAlgorithm;
      /** Those that suit it, as one text. */
      readonly suitable: string;
    }
  | {
      readonly code: 'PLAINTEXT_TOO_LONG';
      readonly keyId: string;
      readonly spec: KeySpec;
      readonly bytes: number;
      readonly most: number;
    }
  | { readonly code: 'KEY_VERSION_NOT_FOUND'; readonly keyId: string; readonly versionId: string }
  /** Somebody else changed those fields since they were read. */
  | {
      readonly code: 'KEY_EDITED_MEANWHILE';
      readonly keyId: string;
      readonly fields: readonly ('alias' | 'description' | 'tags' | 'rotation')[];
    }
  /** A version of the key is already being made. */
  | { readonly code: 'ROTATION_PENDING'; readonly keyId: string }
  | {
      readonly code: 'KEY_QUOTA_REACHED';
      readonly instanceId: string;
      readonly used: number;
      readonly quota: number;
    }
  | { readonly code: 'ALIAS_TAKEN'; readonly alias: string; readonly keyId: string }
  | { readonly code: 'TOO_MANY_TAGS'; readonly id: string; readonly most: number }
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
  | 'sign'
  | 'verify'
  | 'viewPublicKey'
  | 'edit'
  | 'setRotation'
  | 'rotate'
  | 'enable'
  | 'disable'
  | 'scheduleDeletion'
  | 'cancelDeletion'
  | 'deleteNow';
