'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Link } from '../ui/link';
import { Notice } from '../ui/notice';
import { Select } from '../ui/select';
import { TextField } from '../ui/text-field';
import { keyChoices } from './kms-queries';

type EncryptionKeySelectProps = {
  region: string;
  instanceId: string;
  value: string | null;
  /** The secret's key as it is: offered also while it isn't one that could be chosen anew. */
  present?: string;
  description?: string;
  onChange: (keyId: string) => void;
};

/** The instance's Enabled keys. Where there are more than one answer holds, a field to search them stands above. */
export function EncryptionKeySelect(props: EncryptionKeySelectProps) {
  const { region, instanceId, value, present, description, onChange } = props;
  const t = useTranslations('secrets');
  const [search, setSearch] = useState('');
  const choices = useQuery({
    ...keyChoices(region, instanceId, search.trim()),
    placeholderData: keepPreviousData,
  });
  const keys = choices.data?.keys ?? [];
  const isPartial = choices.data !== undefined && choices.data.total > keys.length;
  const none = choices.data?.total === 0 && search === '';
  const options = keys.map(({ keyId, alias }) => ({
    id: keyId,
    label: alias ?? keyId,
    description: alias === null ? undefined : keyId,
  }));
  if (present !== undefined && !keys.some(({ keyId }) => keyId === present)) {
    options.unshift({ id: present, label: present, description: t('presentKey') });
  }
  return (
    <>
      {(isPartial || search !== '') && (
        <TextField
          label={t('fields.findKey')}
          value={search}
          onChange={setSearch}
          autoComplete="off"
          description={t('fields.findKeyHelp', { shown: keys.length, total: choices.data?.total ?? 0 })}
        />
      )}
      <Select
        label={t('fields.encryptionKey')}
        name="keyId"
        isRequired
        isDisabled={choices.isPending}
        value={options.some(({ id }) => id === value) ? value : null}
        onChange={onChange}
        placeholder={choices.isPending ? t('loadingKeys') : t('chooseKey')}
        options={options}
        description={description}
        empty={t('noKey')}
      />
      {choices.error && (
        <Notice tone="danger" role="alert">
          {choices.error.message}
        </Notice>
      )}
      {none && (
        <Notice tone="info" role="status" title={t('noKey')}>
          {t.rich('noKeyHelp', {
            link: (words) => <Link href={`/${region}/keys?instance=${instanceId}`}>{words}</Link>,
          })}
        </Notice>
      )}
    </>
  );
}
