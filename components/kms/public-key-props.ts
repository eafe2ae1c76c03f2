import type { Action } from '../action-result';
import type { PublicKey } from './kms-actions';

/** The version whose public key is shown. */
export type PublicKeyProps = {
  region: string;
  keyId: string;
  versionId: string;
  action: Action<PublicKey>;
};
