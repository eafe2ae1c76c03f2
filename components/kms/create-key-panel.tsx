'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { isSymmetric, specFacts } from '@/lib/kms/key-specs';
import { type KeySpec, type KeyUsage, keySpecs } from '@/lib/kms/model';
import type { Action } from '../action-result';
import { instanceChoices } from '../kms-choices';
import { DescriptionList } from '../ui/description-list';
import { Panel } from '../ui/panel';
import { RadioGroup } from '../ui/radio-group';
import { Select } from '../ui/select';
import { TextField } from '../ui/text-field';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { InstanceSelect } from './instance-select';
import { RotationField } from './rotation-field';
import { rotationOf } from './rotation-of';
import { TagsField } from './tags-field';
import { tagsOf } from './tags-of';
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
  const [spec, setSpec] = useState<KeySpec>('Aliyun_AES_256');
  const [wished, setUsage] = useState<KeyUsage>('ENCRYPT/DECRYPT');
  const { usages } = specFacts[spec];
  const usage = usages.includes(wished) ? wished : usages[0];
  const isLoading = useQuery(instanceChoices(region)).isPending;
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
      isOkDisabled={isLoading}
      onSubmit={(data) =>
        create.run({
          instanceId: chosen ?? '',
          alias: data.get('alias') ?? '',
          description: data.get('description') ?? '',
          tags: tagsOf(data),
          spec,
          usage,
          rotationDays: rotationOf(data, 'rotationDays'),
        })
      }
    >
      <InstanceSelect region={region} value={chosen} onChange={setChosen} quota="keys" />
      <SpecFields spec={spec} onSpec={setSpec} usages={usages} usage={usage} onUsage={setUsage} />
      <TextField
        label={t('fields.alias')}
        name="alias"
        autoComplete="off"
        mono
        description={t('fields.aliasHelp')}
      />
      <TextField label={t('fields.description')} name="description" multiline rows={2} />
      <TagsField errors={errors} />
      {isSymmetric(spec) && <RotationField days={null} name="rotationDays" />}
    </Panel>
  );
}

type SpecFieldsProps = {
  spec: KeySpec;
  onSpec: (spec: KeySpec) => void;
  usages: readonly KeyUsage[];
  usage: KeyUsage;
  onUsage: (usage: KeyUsage) => void;
};

/** What the key is made of, and what for where there is a choice. */
function SpecFields({ spec, onSpec, usages, usage, onUsage }: SpecFieldsProps) {
  const t = useTranslations('keys.fields');
  const page = useTranslations('keyPage');
  return (
    <>
      <Select
        label={t('spec')}
        name="spec"
        value={spec}
        onChange={(id) => onSpec(keySpecs.find((known) => known === id) ?? spec)}
        options={keySpecs.map((id) => ({ id, label: id, description: page(`specHelp.${id}`) }))}
        description={page(specFacts[spec].isSlow ? 'specSlow' : `specHelp.${spec}`)}
      />
      {usages.length > 1 ? (
        <RadioGroup
          label={t('usage')}
          name="usage"
          value={usage}
          onChange={(value) => onUsage(usages.find((known) => known === value) ?? usage)}
          options={usages.map((value) => ({ value, label: value, description: page(`usageHelp.${value}`) }))}
        />
      ) : (
        <DescriptionList items={[{ label: t('usage'), value: usage }]} />
      )}
    </>
  );
}
