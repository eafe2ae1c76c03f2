'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { Panel } from '../ui/panel';
import { TextField } from '../ui/text-field';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { EncryptionKeySelect } from './encryption-key-select';
import { OvertakenNotice, useEdited } from './overtaken-notice';
import type { SecretNow } from './secret-page-actions';
import { tagText } from './tag-text';
import { TagsField } from './tags-field';
import { tagsOf } from './tags-of';
import { useFieldErrors } from './use-field-errors';

type SecretEditPanelProps = {
  region: string;
  name: string;
  current: SecretNow;
  action: Action<void>;
  onClose: () => void;
};

const fieldOf = {
  KEY_NOT_FOUND: 'keyId',
  KEY_STATE: 'keyId',
  KEY_DAMAGED: 'keyId',
  KEY_SPEC: 'keyId',
};

/**
 * Description, tags and the key of new versions. If somebody else changed them since it was opened, it says what,
 * keeps what was typed, and OK then puts that in the place of theirs.
 */
export function SecretEditPanel({ region, name, current, action, onClose }: SecretEditPanelProps) {
  const t = useTranslations('secrets');
  const page = useTranslations('secretPage');
  const tags = useTranslations('tags');
  const [opened] = useState(current);
  const [keyId, setKeyId] = useState(current.keyId);
  const edit = useAction(action, () => {
    showToast({ tone: 'good', title: page('edited', { name }) });
    onClose();
  });
  const isOvertaken = edit.refusal?.code === 'SECRET_EDITED_MEANWHILE';
  const was = factsOf(useEdited(opened, current, isOvertaken));
  const errors = useFieldErrors(edit, fieldOf);
  return (
    <Panel
      title={page('editTitle')}
      onClose={onClose}
      errors={isOvertaken ? undefined : errors}
      pending={edit.pending}
      okLabel={isOvertaken ? page('saveMine') : undefined}
      onSubmit={(data) =>
        edit.run({
          regionId: region,
          name,
          description: data.get('description') ?? '',
          tags: tagsOf(data),
          keyId,
          was,
        })
      }
    >
      {isOvertaken && (
        <OvertakenNotice
          page="secretPage"
          changes={[
            {
              label: t('fields.description'),
              from: opened.description || page('nothing'),
              to: current.description || page('nothing'),
            },
            {
              label: tags('label'),
              from: tagText(opened.tags) || page('nothing'),
              to: tagText(current.tags) || page('nothing'),
            },
            { label: t('fields.encryptionKey'), from: opened.keyId, to: current.keyId },
          ]}
        />
      )}
      <TextField
        label={t('fields.description')}
        name="description"
        defaultValue={opened.description}
        multiline
        rows={3}
        autoFocus
      />
      <TagsField defaultValue={opened.tags} errors={errors} />
      <EncryptionKeySelect
        region={region}
        instanceId={opened.instanceId}
        value={keyId}
        present={opened.keyId}
        onChange={setKeyId}
        description={page('keyHelp')}
      />
    </Panel>
  );
}

const factsOf = ({ description, tags, keyId }: SecretNow) => ({ description, tags, keyId });
