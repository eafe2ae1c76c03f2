'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { Panel } from '../ui/panel';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { RotationField } from './rotation-field';
import { rotationOf } from './rotation-of';

type KeyRotationPanelProps = {
  region: string;
  keyId: string;
  name: string;
  days: number | null;
  action: Action<void>;
  onClose: () => void;
};

/**
 * Turns a symmetric key's automatic rotation on or off, or changes its period; refused if somebody else did so since
 * it was opened.
 */
export function KeyRotationPanel({ region, keyId, name, days, action, onClose }: KeyRotationPanelProps) {
  const t = useTranslations('keyPage');
  const [was] = useState(days);
  const set = useAction(action, () => {
    showToast({ tone: 'good', title: t('rotationSet', { name }) });
    onClose();
  });
  return (
    <Panel
      title={t('rotation')}
      onClose={onClose}
      errors={set.errors}
      pending={set.pending}
      onSubmit={(data) => set.run({ regionId: region, keyId, days: rotationOf(data, 'days'), was })}
    >
      <p className="text-ink-2">{t('rotationHelp')}</p>
      <RotationField days={was} name="days" />
    </Panel>
  );
}
