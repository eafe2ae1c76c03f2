'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import {
  charactersOf,
  guessingBits,
  leastGenerated,
  mostGenerated,
  usualGenerator,
} from '@/lib/kms/generator';
import { characterKinds, type SecretGenerator } from '@/lib/kms/model';
import { CheckboxGroup } from '../ui/checkbox-group';
import { NumberField } from '../ui/number-field';

/** How a value is generated: its length and kinds of characters. Read them with `generatorOf`. */
export function GeneratorFields({ generator }: { generator: SecretGenerator | null }) {
  const t = useTranslations('secretPage');
  const [{ length, kinds }, set] = useState(generator ?? usualGenerator);
  const bits = guessingBits({ length: Number.isNaN(length) ? 0 : length, kinds });
  return (
    <>
      <NumberField
        label={t('length')}
        name="generator.length"
        value={length}
        onChange={(next) => set({ length: next, kinds })}
        formatOptions={{ maximumFractionDigits: 0 }}
        isRequired
        description={t('lengthHelp', { least: leastGenerated, most: mostGenerated })}
      />
      <CheckboxGroup
        label={t('kinds')}
        name="generator.kinds"
        value={[...kinds]}
        onChange={(chosen) => set({ length, kinds: characterKinds.filter((kind) => chosen.includes(kind)) })}
        isRequired
        options={characterKinds.map((kind) => ({
          value: kind,
          label: t(`kind.${kind}`),
        }))}
        description={
          <>
            {kinds.length === 0 ? t('kindsHelp') : t('strength', { bits })}
            {kinds.includes('symbol') && (
              <span className="block">
                {t.rich('symbolsAre', {
                  which: charactersOf.symbol,
                  mono: (text) => <span className="mono">{text}</span>,
                })}
              </span>
            )}
          </>
        }
      />
    </>
  );
}
