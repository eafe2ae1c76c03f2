'use client';

import { useTranslations } from 'next-intl';
import type { SecretGenerator } from '@/lib/kms/model';
import type { Action } from '../action-result';
import { DescriptionList } from '../ui/description-list';
import { Panel } from '../ui/panel';
import { TextField } from '../ui/text-field';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { newValueOf } from './new-value-of';
import { useFieldErrors } from './use-field-errors';
import { ValueFields } from './value-fields';

type AddVersionPanelProps = {
  region: string;
  name: string;
  /** The secret's own, where it is known. */
  generator?: SecretGenerator | null;
  isRotating?: boolean;
  action: Action<void>;
  onClose: () => void;
};

const fieldOf = { SECRET_VERSION_EXISTS: 'versionId' };

export function AddVersionPanel(props: AddVersionPanelProps) {
  const { region, name, generator = null, isRotating = false, action, onClose } = props;
  const t = useTranslations('secrets');
  const page = useTranslations('secretPage');
  const add = useAction(action, () => {
    showToast({ tone: 'good', title: t('versionAdded', { name }) });
    onClose();
  });
  const errors = useFieldErrors(add, fieldOf);
  return (
    <Panel
      title={t('addVersion')}
      onClose={onClose}
      errors={errors}
      pending={add.pending}
      onSubmit={(data) =>
        add.run({
          regionId: region,
          name,
          ...newValueOf(data),
          versionId: data.get('versionId') ?? '',
        })
      }
    >
      <DescriptionList items={[{ label: t('fields.name'), value: name }]} />
      <ValueFields generator={generator} isGenerated={isRotating} autoFocus />
      <TextField
        label={page('versionId')}
        name="versionId"
        mono
        autoComplete="off"
        description={page('newVersionIdHelp')}
      />
      <p className="text-ink-2">{t('addVersionHelp')}</p>
      {isRotating && <p className="text-ink-2">{page('countsAnew')}</p>}
    </Panel>
  );
}
