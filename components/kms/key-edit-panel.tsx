'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Tags } from '@/lib/kms/model';
import type { Action } from '../action-result';
import { Panel } from '../ui/panel';
import { TextField } from '../ui/text-field';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { OvertakenNotice, useEdited } from './overtaken-notice';
import { tagText } from './tag-text';
import { TagsField } from './tags-field';
import { tagsOf } from './tags-of';
import { useFieldErrors } from './use-field-errors';

/** What the panel changes. */
export type EditedFields = {
  readonly alias: string | null;
  readonly description: string;
  readonly tags: Tags;
};

type KeyEditPanelProps = {
  region: string;
  keyId: string;
  name: string;
  /** As the page shows it now; it moves on when the page is read anew. */
  current: EditedFields;
  action: Action<void>;
  onClose: () => void;
};

const fieldOf = { ALIAS_TAKEN: 'alias' };

/**
 * Alias, description and tags. If somebody else changed them since it was opened, it says what, keeps what was
 * typed, and OK then puts that in the place of theirs.
 */
export function KeyEditPanel({ region, keyId, name, current, action, onClose }: KeyEditPanelProps) {
  const t = useTranslations('keyPage');
  const fields = useTranslations('keys.fields');
  const tags = useTranslations('tags');
  const none = t('nothing');
  const [opened] = useState(current);
  const edit = useAction(action, () => {
    showToast({ tone: 'good', title: t('edited', { name }) });
    onClose();
  });
  const isOvertaken = edit.refusal?.code === 'KEY_EDITED_MEANWHILE';
  const was = useEdited(opened, current, isOvertaken);
  const errors = useFieldErrors(edit, fieldOf);
  return (
    <Panel
      title={t('editTitle')}
      onClose={onClose}
      errors={isOvertaken ? undefined : errors}
      pending={edit.pending}
      okLabel={isOvertaken ? t('saveMine') : undefined}
      onSubmit={(data) =>
        edit.run({
          regionId: region,
          keyId,
          alias: data.get('alias') ?? '',
          description: data.get('description') ?? '',
          tags: tagsOf(data),
          was,
        })
      }
    >
      {isOvertaken && (
        <OvertakenNotice
          page="keyPage"
          changes={[
            { label: fields('alias'), from: opened.alias ?? none, to: current.alias ?? none },
            {
              label: fields('description'),
              from: opened.description || none,
              to: current.description || none,
            },
            { label: tags('label'), from: tagText(opened.tags) || none, to: tagText(current.tags) || none },
          ]}
        />
      )}
      <TextField
        label={fields('alias')}
        name="alias"
        defaultValue={opened.alias ?? ''}
        autoFocus
        autoComplete="off"
        mono
        description={fields('aliasHelp')}
      />
      <TextField
        label={fields('description')}
        name="description"
        defaultValue={opened.description}
        multiline
        rows={3}
      />
      <TagsField defaultValue={opened.tags} errors={errors} />
    </Panel>
  );
}
