'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { Action } from '../action-result';
import { DescriptionList } from '../ui/description-list';
import { IdText } from '../ui/id-text';
import { NumberField } from '../ui/number-field';
import { Panel } from '../ui/panel';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { DependentSecrets, KeyCoverNotice } from './key-cover';
import { keyLosses } from './losses';
import { LossesState } from './losses-state';

type ScheduleKeyPanelProps = {
  region: string;
  keyId: string;
  name: string;
  action: Action<void>;
  onClose: () => void;
};

const usualDays = 30;

export function ScheduleKeyPanel({ region, keyId, name, action, onClose }: ScheduleKeyPanelProps) {
  const t = useTranslations('keys');
  const losses = useQuery(keyLosses(region, keyId));
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
      onSubmit={(data) => schedule.run({ regionId: region, keyId, days: data.get('days') ?? '' })}
    >
      <DescriptionList
        items={[
          { label: t('fields.keyId'), value: <IdText id={keyId} /> },
          { label: t('fields.alias'), value: name === keyId ? t('noAlias') : name },
        ]}
      />
      <NumberField
        label={t('fields.days')}
        name="days"
        defaultValue={usualDays}
        isRequired
        autoFocus
        description={t('fields.daysHelp')}
      />
      <div aria-live="polite" className="flex flex-col gap-3">
        {losses.data ? (
          <>
            <KeyCoverNotice losses={losses.data} region={region} />
            {losses.data.secrets > 0 ? (
              <DependentSecrets losses={losses.data} region={region} isScheduled />
            ) : (
              <p className="text-ink-2">{t('secretsUnder', { count: 0 })}</p>
            )}
          </>
        ) : (
          <LossesState error={losses.error} />
        )}
      </div>
      <p className="text-ink-2">{t('scheduleHelp')}</p>
    </Panel>
  );
}
