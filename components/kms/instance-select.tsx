'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import { instanceChoices } from '../kms-choices';
import { Link } from '../ui/link';
import { Notice } from '../ui/notice';
import { Select } from '../ui/select';

type InstanceSelectProps = {
  region: string;
  value: string | null;
  onChange: (instanceId: string) => void;
  /** Which quota stands under each name. */
  quota: 'keys' | 'secrets';
};

/** The region's Software Key Management instances, each with how much of its quota is used; the only one is chosen. */
export function InstanceSelect({ region, value, onChange, quota }: InstanceSelectProps) {
  const t = useTranslations('instances');
  const instances = useQuery(instanceChoices(region));
  const only = instances.data?.length === 1 ? instances.data[0]?.id : undefined;
  const choose = useEffectEvent(onChange);
  useEffect(() => {
    if (only !== undefined) choose(only);
  }, [only]);
  const options = (instances.data ?? []).map((instance) => ({
    id: instance.id,
    label: instance.name,
    description:
      quota === 'keys'
        ? t('keysUsed', { used: instance.keyVersions, quota: instance.keyQuota })
        : t('secretsUsed', { used: instance.secrets, quota: instance.secretQuota }),
  }));
  return (
    <>
      <Select
        label={t('fields.instance')}
        name="instanceId"
        isRequired
        isDisabled={instances.isPending}
        value={options.some(({ id }) => id === value) ? value : null}
        onChange={onChange}
        placeholder={instances.isPending ? t('loadingInstances') : t('chooseInstance')}
        options={options}
        empty={t('noInstance')}
      />
      {instances.error && (
        <Notice tone="danger" role="alert">
          {instances.error.message}
        </Notice>
      )}
      {instances.data?.length === 0 && (
        <Notice tone="info" role="status" title={t('noInstance')}>
          {t.rich('noInstanceHelp', {
            link: (words) => (
              <Link href={`/${region}/instances`} className="underline">
                {words}
              </Link>
            ),
          })}
        </Notice>
      )}
    </>
  );
}
