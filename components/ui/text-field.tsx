'use client';

import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Input,
  TextArea,
} from 'react-aria-components/TextField';
import { cx } from './cx';
import { FieldLabel, FieldNotes, type FieldProps, inputClass, joinField, judgement } from './field';

type Passed =
  | 'value'
  | 'defaultValue'
  | 'onChange'
  | 'maxLength'
  | 'minLength'
  | 'pattern'
  | 'autoComplete'
  | 'autoFocus'
  | 'type'
  | 'isReadOnly';

export type TextFieldProps = FieldProps &
  Pick<AriaTextFieldProps, Passed> & {
    placeholder?: string;
    /** More than one line; `rows` is its height at first. */
    multiline?: boolean;
    rows?: number;
    /** For ids, keys and ciphertext. */
    mono?: boolean;
  };

export function TextField(props: TextFieldProps) {
  const {
    label,
    description,
    error,
    className,
    multiline = false,
    rows = 4,
    mono = false,
    placeholder = '',
    ...rest
  } = props;
  const look = cx(inputClass, mono && 'mono');
  return (
    <AriaTextField
      {...rest}
      {...judgement(error)}
      spellCheck={mono ? 'false' : 'true'}
      className={joinField(className)}
    >
      <FieldLabel isRequired={props.isRequired}>{label}</FieldLabel>
      {multiline ? (
        <TextArea rows={rows} placeholder={placeholder} className={cx(look, 'h-auto resize-y py-1.5')} />
      ) : (
        <Input placeholder={placeholder} className={look} />
      )}
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  );
}
