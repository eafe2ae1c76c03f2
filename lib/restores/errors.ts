import type { KmsError } from '../kms/errors.ts';
import type { KeyState } from '../kms/model.ts';
import type { SnapshotError } from '../snapshots/errors.ts';

/** Why one item can't be restored, with what would help (topic, "Limits"). */
export type RestoreRefusal =
  | {
      readonly code: 'KEY_EXISTS';
      readonly keyId: string;
      readonly instanceId: string;
      readonly instanceName: string;
      readonly state: KeyState;
    }
  | {
      readonly code: 'SECRET_EXISTS';
      readonly name: string;
      readonly instanceId: string;
      readonly instanceName: string;
      readonly inRecoveryWindow: boolean;
    }
  | { readonly code: 'RESTORE_ALIAS_TAKEN'; readonly alias: string; readonly keyId: string }
  | {
      readonly code: 'RESTORE_KEY_QUOTA';
      readonly instanceName: string;
      readonly used: number;
      readonly quota: number;
      readonly needed: number;
    }
  | {
      readonly code: 'RESTORE_SECRET_QUOTA';
      readonly instanceName: string;
      readonly used: number;
      readonly quota: number;
    }
  | {
      readonly code: 'SECRET_NEEDS_KEY';
      readonly name: string;
      readonly instanceName: string;
      /** The encryption keys whose versions the destination lacks. */
      readonly keys: readonly MissingKey[];
    }
  | { readonly code: 'DESTINATION_HARDWARE'; readonly instanceName: string }
  | { readonly code: 'DESTINATION_OTHER_REGION'; readonly instanceId: string }
  | { readonly code: 'PROOF_FAILED'; readonly itemId: string };

export type MissingKey = {
  readonly keyId: string;
  /** How many versions are needed that the destination lacks. */
  readonly versionCount: number;
  /** Which instance of the region holds a key of that ID, which can't be restored then. Null: none. */
  readonly held: { readonly by: 'destination' | 'other'; readonly instanceName: string } | null;
  /** The same day of the same backup holds it, with every needed version. */
  readonly inBackup: boolean;
};

/** Whether restoring the key from the same day, before its secret, is a way out. */
export const canRestoreFirst = (key: MissingKey): boolean => key.inBackup && key.held === null;

export type RestoreError = RestoreRefusal | SnapshotError | KmsError;
