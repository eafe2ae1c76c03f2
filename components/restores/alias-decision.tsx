'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RadioGroup } from '../ui/radio-group';
import { TextField } from '../ui/text-field';

/** A decision as it stands: another alias, which may still be empty, or none. */
export type AliasDraft = { readonly kind: 'other'; readonly alias: string } | { readonly kind: 'none' };
export const emptyAlias: AliasDraft = { kind: 'other', alias: '' };

type AliasDecisionProps = {
  taken: string;
  /** Told of every change; begin with `emptyAlias`. */
  onChange?: (draft: AliasDraft) => void;
  /** The rule that the other alias did not keep. */
  error?: string | undefined;
};

/** An alias that another key has taken needs a decision: another alias, or none (R14). */
export function AliasDecision({ taken, onChange, error }: AliasDecisionProps) {
  const t = useTranslations('restores');
  const [choice, setChoice] = useState('other');
  const [alias, setAlias] = useState('');
  const decide = (kind: string, name: string) => {
    setChoice(kind);
    setAlias(name);
    onChange?.(kind === 'none' ? { kind: 'none' } : { kind: 'other', alias: name });
  };
  return (
    <>
      <RadioGroup
        label={t('aliasDecision', { alias: taken })}
        value={choice}
        onChange={(kind) => decide(kind, alias)}
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
          value={alias}
          onChange={(name) => decide(choice, name)}
          error={error}
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
