'use client';

import { useTranslations } from 'next-intl';
import type { Action } from '../action-result';
import { MessageDialog } from '../ui/message-dialog';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { SecretCoverNotice } from './secret-cover-notice';

type DeleteSecretMessageProps = {
  region: string;
  name: string;
  action: Action<void>;
  onClose: () => void;
  onDeleted: () => void;
};

/** Delete Now: says what is lost, and which backup holds it, before it asks for the name. */
export function DeleteSecretMessage({ region, name, action, onClose, onDeleted }: DeleteSecretMessageProps) {
  const t = useTranslations('secrets');
  const remove = useAction(action, () => {
    showToast({ tone: 'good', title: t('deleted', { name }) });
    onDeleted();
    onClose();
  });
  return (
    <MessageDialog
      title={t('deleteTitle', { name })}
      onClose={onClose}
      onConfirm={(typed) => remove.run({ regionId: region, name, recoveryDays: null, confirmedName: typed })}
      pending={remove.pending}
      errors={remove.errors}
      okLabel={t('deleteNow')}
      confirmText={name}
    >
      <p>{t('deleteHelp')}</p>
      <SecretCoverNotice region={region} name={name} />
    </MessageDialog>
  );
}
