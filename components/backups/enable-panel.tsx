'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Action } from '../action-result';
import { instanceChoices } from '../kms-choices';
import { DescriptionList } from '../ui/description-list';
import { Link } from '../ui/link';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import { Select } from '../ui/select';
import { TextField } from '../ui/text-field';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';

type EnablePanelProps = {
  backupId: string;
  region: string;
  enableAction: Action<void>;
  onClose: () => void;
};

/** Enable Backup (topic, "Enable the backup instance"; R12). */
export function EnablePanel({ backupId, region, enableAction, onClose }: EnablePanelProps) {
  const t = useTranslations('backups');
  const instances = useQuery(instanceChoices(region));
  const enable = useAction(enableAction, () => {
    showToast({ tone: 'good', title: t('enabled') });
    onClose();
  });
  const none = instances.data?.length === 0;
  const unread = instances.error?.message;
  const readErrors = useMemo(() => (unread === undefined ? undefined : { form: unread }), [unread]);
  return (
    <Panel
      title={t('enablePanel')}
      onClose={onClose}
      onSubmit={(data) =>
        enable.run({
          backupId,
          sourceInstanceId: data.get('sourceInstanceId') ?? '',
          alias: data.get('alias') ?? '',
        })
      }
      errors={readErrors ?? enable.errors}
      pending={enable.pending}
      isOkDisabled={!instances.data || none}
    >
      <DescriptionList items={[{ label: t('instanceType'), value: t('software') }]} />
      <Select
        label={t('sourceInstance')}
        name="sourceInstanceId"
        isRequired
        isDisabled={!instances.data}
        placeholder={instances.isPending ? t('loadingInstances') : t('chooseInstance')}
        options={(instances.data ?? []).map((instance) => ({
          id: instance.id,
          label: instance.name,
          description: instance.id,
        }))}
      />
      {none && (
        <Notice tone="info" title={t('noSource')}>
          {t.rich('noSourceHelp', {
            link: (words) => <Link href={`/${region}/instances`}>{words}</Link>,
          })}
        </Notice>
      )}
      <DescriptionList items={[{ label: t('dataType'), value: t('keyAndSecret') }]} />
      <TextField
        label={t('backupAlias')}
        name="alias"
        isRequired
        maxLength={64}
        description={t('backupAliasHelp')}
        autoComplete="off"
      />
      <p className="text-caption text-ink-2">{t('enableHelp')}</p>
    </Panel>
  );
}
