'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { SecretGenerator } from '@/lib/kms/model';
import type { Action } from '../action-result';
import { NumberField } from '../ui/number-field';
import { Panel } from '../ui/panel';
import { RadioGroup } from '../ui/radio-group';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';
import { GeneratorFields } from './generator-fields';
import { generatorOf } from './generator-of';
import { OvertakenNotice, useEdited } from './overtaken-notice';
import type { SecretNow } from './secret-page-actions';

type SecretRotationPanelProps = {
  region: string;
  name: string;
  current: SecretNow;
  action: Action<void>;
  onClose: () => void;
};

const usualDays = 90;

/** Turns scheduled rotation on or off, with its period and the values that it generates. */
export function SecretRotationPanel({ region, name, current, action, onClose }: SecretRotationPanelProps) {
  const t = useTranslations('secretPage');
  const [opened] = useState(current);
  const [isOn, setOn] = useState(current.rotationDays !== null);
  const set = useAction(action, () => {
    showToast({ tone: 'good', title: t('rotationSet', { name }) });
    onClose();
  });
  const isOvertaken = set.refusal?.code === 'SECRET_EDITED_MEANWHILE';
  const was = rotationOf(useEdited(opened, current, isOvertaken));
  const days = (count: number | null) => (count === null ? t('off') : t('everyDays', { days: count }));
  const values = (generator: SecretGenerator | null) =>
    generator === null
      ? t('nothing')
      : t('generatedAs', {
          length: generator.length,
          kinds: generator.kinds.map((kind) => t(`kind.${kind}`)).join(', '),
        });
  return (
    <Panel
      title={t('setRotation')}
      onClose={onClose}
      errors={isOvertaken ? undefined : set.errors}
      pending={set.pending}
      okLabel={isOvertaken ? t('saveMine') : undefined}
      onSubmit={(data) =>
        set.run({
          regionId: region,
          name,
          rotationDays: isOn ? (data.get('rotationDays') ?? '') : null,
          generator: isOn ? generatorOf(data) : was.generator,
          was,
        })
      }
    >
      {isOvertaken && (
        <OvertakenNotice
          page="secretPage"
          changes={[
            { label: t('rotation'), from: days(opened.rotationDays), to: days(current.rotationDays) },
            { label: t('values'), from: values(opened.generator), to: values(current.generator) },
          ]}
        />
      )}
      <p className="text-ink-2">{t('rotationHelp')}</p>
      <RadioGroup
        label={t('rotation')}
        value={isOn ? 'on' : 'off'}
        onChange={(value) => setOn(value === 'on')}
        options={[
          { value: 'off', label: t('off'), description: t('offHelp') },
          { value: 'on', label: t('on'), description: t('onHelp') },
        ]}
      />
      {isOn && (
        <>
          <NumberField
            label={t('rotationDays')}
            name="rotationDays"
            defaultValue={opened.rotationDays ?? usualDays}
            isRequired
            description={t('rotationDaysHelp')}
          />
          <GeneratorFields generator={opened.generator} />
        </>
      )}
    </Panel>
  );
}

const rotationOf = ({ rotationDays, generator }: SecretNow) => ({ rotationDays, generator });
