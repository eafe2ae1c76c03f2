'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { Action } from '../action-result';
import { MessageDialog } from '../ui/message-dialog';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { InstanceLossesNotice } from './instance-losses-notice';
import { instanceLosses } from './losses';
import { LossesState } from './losses-state';

type ReleaseMessageProps = {
  region: string;
  instanceId: string;
  name: string;
  releaseAction: Action<void>;
  onClose: () => void;
  onReleased?: () => void;
};

/** Release: says what is destroyed and where it lives on, before it asks for the name. */
export function ReleaseMessage(props: ReleaseMessageProps) {
  const { region, instanceId, name, releaseAction, onClose, onReleased } = props;
  const t = useTranslations('instances');
  const losses = useQuery(instanceLosses(instanceId));
  const release = useAction(releaseAction, () => {
    showToast({ tone: 'good', title: t('released', { name }) });
    onReleased?.();
    onClose();
  });
  const { data } = losses;
  return (
    <MessageDialog
      title={t('releaseTitle', { name })}
      onClose={onClose}
      onConfirm={(typed) => release.run({ instanceId, confirmedName: typed })}
      pending={release.pending}
      errors={release.errors}
      okLabel={t('release')}
      confirmText={name}
    >
      <p>{t('releaseHelp')}</p>
      <div aria-live="polite" className="flex flex-col gap-3">
        {data ? <InstanceLossesNotice losses={data} region={region} /> : <LossesState error={losses.error} />}
      </div>
      <p>{t('releaseLast')}</p>
    </MessageDialog>
  );
}
