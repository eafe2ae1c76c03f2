'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { NumberField } from '../ui/number-field';
import { RadioGroup } from '../ui/radio-group';

const usualDays = 90;

type RotationFieldProps = {
  /** What it is now: every so many days, or off. */
  days: number | null;
  /** The form's names: the days are in it only while it is on (see `rotationOf`). */
  name: string;
  autoFocus?: boolean;
};

/** Automatic rotation: off, or on with its period. */
export function RotationField({ days, name }: RotationFieldProps) {
  const t = useTranslations('keyPage');
  const [isOn, setOn] = useState(days !== null);
  return (
    <>
      <RadioGroup
        label={t('rotation')}
        value={isOn ? 'on' : 'off'}
        onChange={(value) => setOn(value === 'on')}
        options={[
          { value: 'off', label: t('rotationOff'), description: t('rotationOffHelp') },
          { value: 'on', label: t('rotationOn'), description: t('rotationOnHelp') },
        ]}
      />
      {isOn && (
        <NumberField
          label={t('rotationDays')}
          name={name}
          defaultValue={days ?? usualDays}
          isRequired
          description={t('rotationDaysHelp')}
        />
      )}
    </>
  );
}
