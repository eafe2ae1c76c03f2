'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { DescriptionList } from '../ui/description-list';
import { Panel } from '../ui/panel';
import { TextField } from '../ui/text-field';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { InstanceSelect } from './instance-select';
import { useFieldErrors } from './use-field-errors';

type CreateKeyPanelProps = {
  region: string;
  instanceId: string | null;
  action: Action<{ readonly keyId: string }>;
  onClose: () => void;
};

const fieldOf = {
  ALIAS_TAKEN: 'alias',
  KEY_QUOTA_REACHED: 'instanceId',
  INSTANCE_NOT_FOUND: 'instanceId',
  INSTANCE_RELEASED: 'instanceId',
  INSTANCE_HARDWARE: 'instanceId',
};

export function CreateKeyPanel({ region, instanceId, action, onClose }: CreateKeyPanelProps) {
  const t = useTranslations('keys');
  const [chosen, setChosen] = useState(instanceId);
  const create = useAction(action, ({ keyId }) => {
    showToast({ tone: 'good', title: t('created', { keyId }) });
    onClose();
  });
  const errors = useFieldErrors(create, fieldOf);
  return (
    <Panel
      title={t('create')}
      onClose={onClose}
      errors={errors}
      pending={create.pending}
      onSubmit={(data) =>
        create.run({
          instanceId: chosen ?? '',
          alias: data.get('alias') ?? '',
          description: data.get('description') ?? '',
        })
      }
    >
      <InstanceSelect region={region} value={chosen} onChange={setChosen} quota="keys" />
      <TextField
        label={t('fields.alias')}
        name="alias"
        autoComplete="off"
        mono
        description={t('fields.aliasHelp')}
      />
      <TextField label={t('fields.description')} name="description" multiline rows={3} />
      <DescriptionList
        items={[
          { label: t('fields.spec'), value: 'Aliyun_AES_256' },
          { label: t('fields.usage'), value: 'ENCRYPT/DECRYPT' },
        ]}
      />
    </Panel>
  );
}
