import type { SecretActions } from '@/components/kms/kms-actions';
import { cancelSecretDeletionAction, deleteSecretAction, putSecretValueAction } from './actions';

/** What the list and a secret's own page hand down. */
export const secretActions: SecretActions = {
  addVersion: putSecretValueAction,
  delete: deleteSecretAction,
  cancelDeletion: cancelSecretDeletionAction,
};
