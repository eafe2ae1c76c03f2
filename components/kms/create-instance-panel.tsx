'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { Notice } from '../ui/notice';
import { NumberField } from '../ui/number-field';
import { Panel } from '../ui/panel';
import { Select } from '../ui/select';
import { TextField } from '../ui/text-field';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { useFieldErrors } from './use-field-errors';

type CreateInstancePanelProps = {
  region: string;
  action: Action<{ readonly name: string }>;
  onClose: () => void;
};

const fieldOf = { INSTANCE_NAME_TAKEN: 'name' };
const usualQuota = 1000;

export function CreateInstancePanel({ region, action, onClose }: CreateInstancePanelProps) {
  const t = useTranslations('instances');
  const [type, setType] = useState('SOFTWARE');
  const create = useAction(action, ({ name }) => {
    showToast({ tone: 'good', title: t('created', { name }) });
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
          regionId: region,
          name: data.get('name') ?? '',
          type,
          keyQuota: data.get('keyQuota') ?? '',
          secretQuota: data.get('secretQuota') ?? '',
        })
      }
    >
      <TextField
        label={t('fields.name')}
        name="name"
        isRequired
        autoFocus
        autoComplete="off"
        description={t('fields.nameHelp')}
      />
      <Select
        label={t('fields.type')}
        name="type"
        value={type}
        onChange={setType}
        options={(['SOFTWARE', 'HARDWARE'] as const).map((id) => ({
          id,
          label: t(`type.${id}`),
          description: t(`typeHelp.${id}`),
        }))}
      />
      {type === 'HARDWARE' && (
        <Notice tone="warning" role="status" title={t('hardwareTitle')}>
          {t('hardwareHelp')}
        </Notice>
      )}
      <NumberField
        label={t('fields.keyQuota')}
        name="keyQuota"
        defaultValue={usualQuota}
        isRequired
        description={t('fields.keyQuotaHelp')}
      />
      <NumberField
        label={t('fields.secretQuota')}
        name="secretQuota"
        defaultValue={usualQuota}
        isRequired
        description={t('fields.secretQuotaHelp')}
      />
    </Panel>
  );
}
