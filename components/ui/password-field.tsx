'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Group } from 'react-aria-components/Group';
import { Input, TextField, type TextFieldProps } from 'react-aria-components/TextField';
import { cx } from './cx';
import { boxClass, FieldLabel, FieldNotes, type FieldProps, joinField, judgement } from './field';
import { Icon } from './icon';

type Passed = 'value' | 'defaultValue' | 'onChange' | 'maxLength' | 'minLength' | 'autoFocus';

export type PasswordFieldProps = FieldProps &
  Pick<TextFieldProps, Passed> & {
    /** For password managers. `off` is for things that aren't a person's password. */
    autoComplete: 'current-password' | 'new-password' | 'off';
  };

export function PasswordField({ label, description, error, className, ...rest }: PasswordFieldProps) {
  const t = useTranslations('ui');
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...rest}
      {...judgement(error)}
      type={shown ? 'text' : 'password'}
      spellCheck="false"
      className={joinField(className)}
    >
      <FieldLabel isRequired={rest.isRequired}>{label}</FieldLabel>
      <Group className="relative">
        <Input className={cx(boxClass, 'w-full pr-9 pl-2.5')} />
        <button
          type="button"
          aria-label={shown ? t('hidePassword') : t('showPassword')}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-1 right-1 grid w-6 place-items-center rounded-control text-ink-3 hover:text-ink"
        >
          <Icon name={shown ? 'eyeOff' : 'eye'} />
        </button>
      </Group>
      <FieldNotes description={description} error={error} />
    </TextField>
  );
}
