'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { Action } from '../action-result';
import { MessageDialog } from '../ui/message-dialog';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { DependentSecrets, KeyCoverNotice } from './key-cover';
import { keyLosses } from './losses';
import { LossesState } from './losses-state';

type DeleteKeyMessageProps = {
  region: string;
  keyId: string;
  name: string;
  action: Action<void>;
  onClose: () => void;
  onDeleted: () => void;
};

/** Delete Now: says what is lost, and whether a backup holds it, before it asks for the key ID. */
export function DeleteKeyMessage(props: DeleteKeyMessageProps) {
  const { region, keyId, name, action, onClose, onDeleted } = props;
  const t = useTranslations('keys');
  const losses = useQuery(keyLosses(region, keyId));
  const remove = useAction(action, () => {
    showToast({ tone: 'good', title: t('deleted', { name }) });
    onDeleted();
    onClose();
  });
  const { data } = losses;
  return (
    <MessageDialog
      title={t('deleteTitle', { name })}
      onClose={onClose}
      onConfirm={(typed) => remove.run({ regionId: region, keyId, confirmedId: typed })}
      pending={remove.pending}
      errors={remove.errors}
      okLabel={t('deleteNow')}
      confirmText={keyId}
    >
      <p>{t('deleteHelp')}</p>
      <div aria-live="polite" className="flex flex-col gap-3">
        {data ? (
          <>
            <p>{t('deleteLosses', { versions: data.versions, secrets: data.secrets })}</p>
            <KeyCoverNotice losses={data} region={region} />
            <DependentSecrets losses={data} region={region} />
          </>
        ) : (
          <LossesState error={losses.error} />
        )}
      </div>
    </MessageDialog>
  );
}
