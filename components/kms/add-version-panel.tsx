'use client';

import { useTranslations } from 'next-intl';
import { mostSecretBytes } from '@/lib/kms/limits';
import type { Action } from '../action-result';
import { DescriptionList } from '../ui/description-list';
import { Panel } from '../ui/panel';
import { TextField } from '../ui/text-field';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { sendable } from './sendable';

type AddVersionPanelProps = { region: string; name: string; action: Action<void>; onClose: () => void };

export function AddVersionPanel({ region, name, action, onClose }: AddVersionPanelProps) {
  const t = useTranslations('secrets');
  const add = useAction(action, () => {
    showToast({ tone: 'good', title: t('versionAdded', { name }) });
    onClose();
  });
  return (
    <Panel
      title={t('addVersion')}
      onClose={onClose}
      errors={add.errors}
      pending={add.pending}
      onSubmit={(data) =>
        add.run({ regionId: region, name, value: sendable(data.get('value'), mostSecretBytes) })
      }
    >
      <DescriptionList items={[{ label: t('fields.name'), value: name }]} />
      <TextField
        label={t('fields.value')}
        name="value"
        multiline
        rows={6}
        mono
        isRequired
        autoFocus
        description={t('fields.valueHelp')}
      />
      <p className="text-ink-2">{t('addVersionHelp')}</p>
    </Panel>
  );
}
