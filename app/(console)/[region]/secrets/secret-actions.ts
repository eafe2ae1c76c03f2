import type { SecretActions } from '@/components/kms/kms-actions';
import type { SecretPageActions } from '@/components/kms/secret-page-actions';
import {
  cancelSecretDeletionAction,
  deleteSecretAction,
  editSecretAction,
  putSecretValueAction,
  setSecretRotationAction,
} from './actions';

/** What the list and a secret's own page hand down. */
export const secretActions: SecretActions = {
  addVersion: putSecretValueAction,
  delete: deleteSecretAction,
  cancelDeletion: cancelSecretDeletionAction,
};

/** What its own page hands down besides. */
export const secretPageActions: SecretPageActions = {
  edit: editSecretAction,
  setRotation: setSecretRotationAction,
};
