'use client';

import { useTranslations } from 'next-intl';
import { Select } from '../ui/select';

type AlgorithmSelectProps = {
  algorithms: readonly string[];
  value: string;
  onChange: (algorithm: string) => void;
  isDisabled: boolean;
};

/** Offered where a key has more than one; else it is said. */
export function AlgorithmSelect({ algorithms, value, onChange, isDisabled }: AlgorithmSelectProps) {
  const t = useTranslations('keyPage');
  if (algorithms.length < 2) {
    return (
      <p className="text-ink-2">
        {t('algorithm')}: <span className="mono">{value}</span>
      </p>
    );
  }
  return (
    <Select
      label={t('algorithm')}
      value={value}
      onChange={onChange}
      isDisabled={isDisabled}
      options={algorithms.map((id) => ({ id, label: id }))}
    />
  );
}
