'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RadioGroup } from '../ui/radio-group';
import { TextField } from '../ui/text-field';

/** An alias that another key has taken needs a decision: another alias, or none (R14). */
export function AliasDecision({ taken }: { taken: string }) {
  const t = useTranslations('restores');
  const [choice, setChoice] = useState('other');
  return (
    <>
      <RadioGroup
        label={t('aliasDecision', { alias: taken })}
        value={choice}
        onChange={setChoice}
        options={[
          { value: 'other', label: t('otherAlias') },
          { value: 'none', label: t('noAlias') },
        ]}
      />
      <input type="hidden" name="aliasKind" value={choice} />
      {choice === 'other' && (
        <TextField
          label={t('newAlias')}
          name="aliasChoice.alias"
          isRequired
          maxLength={220}
          autoComplete="off"
        />
      )}
    </>
  );
}

/** What the panel's form says of the alias; without a decision the key keeps its own. */
export function aliasChoiceOf(data: FormData) {
  const kind = data.get('aliasKind');
  if (kind === 'none') return { kind };
  if (kind === 'other') return { kind, alias: data.get('aliasChoice.alias') ?? '' };
  return { kind: 'keep' };
}
