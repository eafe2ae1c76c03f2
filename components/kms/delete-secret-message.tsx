'use client';

import { useTranslations } from 'next-intl';
import type { Action } from '../action-result';
import { MessageDialog } from '../ui/message-dialog';
import { Notice } from '../ui/notice';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';

type DeleteSecretMessageProps = {
  region: string;
  name: string;
  action: Action<void>;
  onClose: () => void;
  onDeleted: () => void;
};

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
      onConfirm={() => remove.run({ regionId: region, name, recoveryDays: null, confirmedName: name })}
      pending={remove.pending}
      errors={remove.errors}
      okLabel={t('deleteNow')}
      confirmText={name}
    >
      <p>{t('deleteHelp')}</p>
      <Notice tone="danger">{t('deleteLosses')}</Notice>
    </MessageDialog>
  );
}
