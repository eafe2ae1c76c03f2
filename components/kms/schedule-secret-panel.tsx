'use client';

import { useTranslations } from 'next-intl';
import type { Action } from '../action-result';
import { DescriptionList } from '../ui/description-list';
import { NumberField } from '../ui/number-field';
import { Panel } from '../ui/panel';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { SecretCoverNotice } from './secret-cover-notice';

type ScheduleSecretPanelProps = { region: string; name: string; action: Action<void>; onClose: () => void };

const usualDays = 30;

export function ScheduleSecretPanel({ region, name, action, onClose }: ScheduleSecretPanelProps) {
  const t = useTranslations('secrets');
  const schedule = useAction(action, () => {
    showToast({ tone: 'good', title: t('scheduled', { name }) });
    onClose();
  });
  return (
    <Panel
      title={t('scheduleDeletion')}
      onClose={onClose}
      errors={schedule.errors}
      pending={schedule.pending}
      onSubmit={(data) =>
        schedule.run({
          regionId: region,
          name,
          recoveryDays: data.get('recoveryDays') ?? '',
          confirmedName: '',
        })
      }
    >
      <DescriptionList items={[{ label: t('fields.name'), value: name }]} />
      <NumberField
        label={t('fields.recoveryDays')}
        name="recoveryDays"
        defaultValue={usualDays}
        isRequired
        autoFocus
        description={t('fields.recoveryDaysHelp')}
      />
      <p className="text-ink-2">{t('scheduleHelp')}</p>
      <SecretCoverNotice region={region} name={name} />
    </Panel>
  );
}
