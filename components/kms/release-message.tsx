'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { Action } from '../action-result';
import { MessageDialog } from '../ui/message-dialog';
import { Notice } from '../ui/notice';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { instanceLosses } from './kms-queries';
import { LossesState } from './losses-state';

type ReleaseMessageProps = {
  instanceId: string;
  name: string;
  releaseAction: Action<void>;
  onClose: () => void;
};

/** Release: says what is destroyed and where it lives on, before it asks for the name. */
export function ReleaseMessage({ instanceId, name, releaseAction, onClose }: ReleaseMessageProps) {
  const t = useTranslations('instances');
  const losses = useQuery(instanceLosses(instanceId));
  const release = useAction(releaseAction, () => {
    showToast({ tone: 'good', title: t('released', { name }) });
    onClose();
  });
  const { data } = losses;
  return (
    <MessageDialog
      title={t('releaseTitle', { name })}
      onClose={onClose}
      onConfirm={() => release.run({ instanceId, confirmedName: name })}
      pending={release.pending}
      errors={release.errors}
      okLabel={t('release')}
      confirmText={name}
    >
      <p>{t('releaseHelp')}</p>
      {data ? (
        <Notice tone="danger" title={t('releaseLosses', { keys: data.keys, secrets: data.secrets })}>
          {data.backups.length > 0
            ? t('releaseBackups', { count: data.backups.length, names: data.backups.join(', ') })
            : t('releaseNoBackup')}
        </Notice>
      ) : (
        <LossesState error={losses.error} />
      )}
      <p>{t('releaseLast')}</p>
    </MessageDialog>
  );
}
