'use client';

import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
  Button,
  Group,
  Input,
} from 'react-aria-components/NumberField';
import { cx } from './cx';
import { boxClass, FieldLabel, FieldNotes, type FieldProps, joinField, judgement } from './field';
import { Icon } from './icon';

type Passed =
  | 'value'
  | 'defaultValue'
  | 'onChange'
  | 'minValue'
  | 'maxValue'
  | 'step'
  | 'formatOptions'
  | 'autoFocus';

export type NumberFieldProps = FieldProps & Pick<AriaNumberFieldProps, Passed>;

const stepClass =
  'grid w-8 shrink-0 place-items-center text-ink-2 hover:bg-hover hover:text-ink pressed:bg-sunken disabled:text-ink-3';

export function NumberField({ label, description, error, className, ...rest }: NumberFieldProps) {
  return (
    <AriaNumberField {...rest} {...judgement(error)} className={joinField(className)}>
      <FieldLabel isRequired={rest.isRequired}>{label}</FieldLabel>
      <Group
        className={cx(
          boxClass,
          'flex w-40 overflow-hidden focus-within:border-accent focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent',
        )}
      >
        <Button slot="decrement" className={cx(stepClass, 'border-line border-r')}>
          <Icon name="minus" />
        </Button>
        <Input className="w-full min-w-0 bg-transparent px-2 text-center outline-none" />
        <Button slot="increment" className={cx(stepClass, 'border-line border-l')}>
          <Icon name="plus" />
        </Button>
      </Group>
      <FieldNotes description={description} error={error} />
    </AriaNumberField>
  );
}
