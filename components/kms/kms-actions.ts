import type { Action } from '../action-result';

export type Ciphertext = { readonly ciphertext: string; readonly versionId: string };
export type Plaintext = { readonly text: string; readonly versionId: string };
export type Signature = { readonly signature: string; readonly versionId: string };
/** `versionId`: which version made it, if it is valid. */
export type Verified = { readonly valid: boolean; readonly versionId: string | null };
export type PublicKey = { readonly pem: string };

/** What can be done to a key, as its page hands it down. */
export type KeyActions = {
  readonly rotate: Action<void>;
  readonly enable: Action<void>;
  readonly disable: Action<void>;
  readonly scheduleDeletion: Action<void>;
  readonly cancelDeletion: Action<void>;
  readonly deleteNow: Action<void>;
  readonly edit: Action<void>;
  readonly setRotation: Action<void>;
};

/** What can be done to a secret. */
export type SecretActions = {
  readonly addVersion: Action<void>;
  /** Schedules (`recoveryDays`) or deletes at once (`recoveryDays: null`). */
  readonly delete: Action<void>;
  readonly cancelDeletion: Action<void>;
};
