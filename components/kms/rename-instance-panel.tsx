'use client';

import { useTranslations } from 'next-intl';
import type { Action } from '../action-result';
import { Panel } from '../ui/panel';
import { TextField } from '../ui/text-field';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import type { ActedInstance } from './acted-instance';
import { useFieldErrors } from './use-field-errors';

type RenameInstancePanelProps = { instance: ActedInstance; action: Action<void>; onClose: () => void };

const fieldOf = { INSTANCE_NAME_TAKEN: 'name' };

export function RenameInstancePanel({ instance, action, onClose }: RenameInstancePanelProps) {
  const t = useTranslations('instancePage');
  const instances = useTranslations('instances');
  const rename = useAction(action, () => {
    showToast({ tone: 'good', title: t('renamed') });
    onClose();
  });
  const errors = useFieldErrors(rename, fieldOf);
  return (
    <Panel
      title={t('rename')}
      onClose={onClose}
      errors={errors}
      pending={rename.pending}
      onSubmit={(data) => rename.run({ instanceId: instance.id, name: data.get('name') ?? '' })}
    >
      <TextField
        label={instances('fields.name')}
        name="name"
        defaultValue={instance.name}
        isRequired
        autoFocus
        autoComplete="off"
        description={instances('fields.nameHelp')}
      />
    </Panel>
  );
}
