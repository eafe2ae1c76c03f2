'use client';

import type { ReactNode } from 'react';
import {
  RadioGroup as AriaRadioGroup,
  type RadioGroupProps as AriaRadioGroupProps,
  Radio,
} from 'react-aria-components/RadioGroup';
import { cx } from './cx';
import { FieldLabel, FieldNotes, type FieldProps, joinField, judgement } from './field';

export type RadioOption = { value: string; label: ReactNode; description?: ReactNode; isDisabled?: boolean };

export type RadioGroupProps = FieldProps &
  Pick<AriaRadioGroupProps, 'value' | 'defaultValue' | 'onChange' | 'orientation'> & {
    options: readonly RadioOption[];
  };

export function RadioGroup({
  label,
  description,
  error,
  className,
  options,
  orientation = 'vertical',
  ...rest
}: RadioGroupProps) {
  return (
    <AriaRadioGroup
      {...rest}
      {...judgement(error)}
      orientation={orientation}
      className={joinField(className)}
    >
      <FieldLabel isRequired={rest.isRequired}>{label}</FieldLabel>
      <div className={cx('flex gap-x-5 gap-y-1', orientation === 'vertical' ? 'flex-col' : 'flex-wrap')}>
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            isDisabled={option.isDisabled ?? false}
            className="group flex min-h-6 cursor-pointer items-start gap-2 disabled:cursor-default disabled:text-ink-3"
          >
            <span className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control bg-surface transition-colors group-hover:border-accent group-selected:border-accent group-selected:border-[5px] group-invalid:border-danger group-focus-visible:outline-2 group-focus-visible:outline-offset-2 group-focus-visible:outline-accent" />
            <span>
              {option.label}
              {option.description !== undefined && (
                <span className="block text-caption text-ink-2">{option.description}</span>
              )}
            </span>
          </Radio>
        ))}
      </div>
      <FieldNotes description={description} error={error} />
    </AriaRadioGroup>
  );
}
