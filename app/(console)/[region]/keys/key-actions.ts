import type { KeyActions } from '@/components/kms/kms-actions';
import {
  cancelKeyDeletionAction,
  deleteKeyNowAction,
  disableKeyAction,
  editKeyAction,
  enableKeyAction,
  rotateKeyAction,
  scheduleKeyDeletionAction,
  setKeyRotationAction,
} from './actions';

/** What the list and a key's own page hand down. */
export const keyActions: KeyActions = {
  rotate: rotateKeyAction,
  enable: enableKeyAction,
  disable: disableKeyAction,
  scheduleDeletion: scheduleKeyDeletionAction,
  cancelDeletion: cancelKeyDeletionAction,
  deleteNow: deleteKeyNowAction,
  edit: editKeyAction,
  setRotation: setKeyRotationAction,
};
