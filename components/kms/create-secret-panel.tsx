'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { instanceChoices } from '../kms-choices';
import { Panel } from '../ui/panel';
import { Select } from '../ui/select';
import { TextField } from '../ui/text-field';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { EncryptionKeySelect } from './encryption-key-select';
import { InstanceSelect } from './instance-select';
import { newValueOf } from './new-value-of';
import { TagsField } from './tags-field';
import { tagsOf } from './tags-of';
import { useFieldErrors } from './use-field-errors';
import { ValueFields } from './value-fields';

type CreateSecretPanelProps = {
  region: string;
  instanceId: string | null;
  action: Action<{ readonly name: string }>;
  onClose: () => void;
};

const fieldOf = {
  SECRET_NAME_TAKEN: 'name',
  SECRET_QUOTA_REACHED: 'instanceId',
  INSTANCE_NOT_FOUND: 'instanceId',
  INSTANCE_RELEASED: 'instanceId',
  INSTANCE_HARDWARE: 'instanceId',
  KEY_NOT_FOUND: 'keyId',
  KEY_STATE: 'keyId',
  KEY_SPEC: 'keyId',
};

export function CreateSecretPanel({ region, instanceId, action, onClose }: CreateSecretPanelProps) {
  const t = useTranslations('secrets');
  const page = useTranslations('secretPage');
  const [instance, setInstance] = useState(instanceId);
  const [keyId, setKeyId] = useState<string | null>(null);
  const isLoading = useQuery(instanceChoices(region)).isPending;
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
      isOkDisabled={isLoading}
      onSubmit={(data) =>
        create.run({
          instanceId: instance ?? '',
          name: data.get('name') ?? '',
          keyId: keyId ?? '',
          ...newValueOf(data),
          versionId: data.get('versionId') ?? '',
          description: data.get('description') ?? '',
          tags: tagsOf(data),
        })
      }
    >
      <InstanceSelect region={region} value={instance} onChange={setInstance} quota="secrets" />
      <TextField
        label={t('fields.name')}
        name="name"
        isRequired
        autoComplete="off"
        description={t('fields.nameHelp')}
      />
      {instance === null ? (
        <Select
          label={t('fields.encryptionKey')}
          name="keyId"
          isRequired
          isDisabled
          options={[]}
          placeholder={t('instanceFirst')}
        />
      ) : (
        <EncryptionKeySelect
          key={instance}
          region={region}
          instanceId={instance}
          value={keyId}
          onChange={setKeyId}
        />
      )}
      <ValueFields />
      <TextField
        label={page('versionId')}
        name="versionId"
        mono
        autoComplete="off"
        description={page('versionIdHelp')}
      />
      <TextField label={t('fields.description')} name="description" multiline rows={2} />
      <TagsField errors={errors} />
    </Panel>
  );
}
