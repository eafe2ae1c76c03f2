'use client';

import { useTranslations } from 'next-intl';
import type { Action } from '../action-result';
import { NumberField } from '../ui/number-field';
import { Panel } from '../ui/panel';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import type { ActedInstance } from './acted-instance';
import { useFieldErrors } from './use-field-errors';

type RaiseQuotaPanelProps = { instance: ActedInstance; action: Action<void>; onClose: () => void };

const fieldOf = { KEY_QUOTA_LOWERED: 'keyQuota', SECRET_QUOTA_LOWERED: 'secretQuota' };

/** Asks for higher quotas; they start at what they are and are never lowered. */
export function RaiseQuotaPanel({ instance, action, onClose }: RaiseQuotaPanelProps) {
  const t = useTranslations('instancePage');
  const instances = useTranslations('instances');
  const raise = useAction(action, () => {
    showToast({ tone: 'good', title: t('quotaRaised', { name: instance.name }) });
    onClose();
  });
  const errors = useFieldErrors(raise, fieldOf);
  return (
    <Panel
      title={t('raiseQuota')}
      onClose={onClose}
      errors={errors}
      pending={raise.pending}
      onSubmit={(data) =>
        raise.run({
          instanceId: instance.id,
          keyQuota: data.get('keyQuota') ?? '',
          secretQuota: data.get('secretQuota') ?? '',
        })
      }
    >
      <p className="text-ink-2">{t('raiseHelp')}</p>
      <NumberField
        label={instances('fields.keyQuota')}
        name="keyQuota"
        defaultValue={instance.keyQuota}
        isRequired
        autoFocus
        description={t('keyQuotaHelp', { now: instance.keyQuota })}
      />
      <NumberField
        label={instances('fields.secretQuota')}
        name="secretQuota"
        defaultValue={instance.secretQuota}
        isRequired
        description={t('secretQuotaHelp', { now: instance.secretQuota })}
      />
    </Panel>
  );
}
