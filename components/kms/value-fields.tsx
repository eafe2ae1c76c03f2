'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { SecretGenerator } from '@/lib/kms/model';
import { RadioGroup } from '../ui/radio-group';
import { TextField } from '../ui/text-field';
import { GeneratorFields } from './generator-fields';

type ValueFieldsProps = {
  /** The secret's last generator, to begin with. */
  generator?: SecretGenerator | null;
  /** Whether a generated value is offered first. */
  isGenerated?: boolean;
  autoFocus?: boolean;
};

/** A secret's new value: typed here, or generated where it is sealed. Read it with `newValueOf`. */
export function ValueFields({ generator = null, isGenerated = false, autoFocus = false }: ValueFieldsProps) {
  const t = useTranslations('secrets');
  const page = useTranslations('secretPage');
  const [from, setFrom] = useState(isGenerated ? 'generated' : 'typed');
  const [text, setText] = useState('');
  return (
    <>
      <RadioGroup
        label={page('from')}
        name="from"
        value={from}
        onChange={setFrom}
        options={[
          { value: 'typed', label: page('typed') },
          { value: 'generated', label: page('generated'), description: page('generatedHelp') },
        ]}
      />
      {from === 'typed' ? (
        <TextField
          label={t('fields.value')}
          name="value"
          value={text}
          onChange={setText}
          multiline
          rows={6}
          mono
          isRequired
          autoFocus={autoFocus}
          description={t('fields.valueHelp')}
        />
      ) : (
        <GeneratorFields generator={generator} />
      )}
    </>
  );
}
