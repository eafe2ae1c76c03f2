'use client';

import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import {
  CheckboxGroup as AriaCheckboxGroup,
  type CheckboxGroupProps as AriaCheckboxGroupProps,
} from 'react-aria-components/CheckboxGroup';
import { FieldLabel, FieldNotes, type FieldProps, joinField, judgement } from './field';
import { Icon } from './icon';

export type CheckboxOption = { value: string; label: ReactNode; description?: ReactNode };

export type CheckboxGroupProps = FieldProps &
  Pick<AriaCheckboxGroupProps, 'value' | 'defaultValue' | 'onChange'> & {
    options: readonly CheckboxOption[];
  };

/** Any number of choices; in the form's data each chosen one stands under `name`. */
export function CheckboxGroup({
  label,
  description,
  error,
  className,
  options,
  ...rest
}: CheckboxGroupProps) {
  return (
    <AriaCheckboxGroup {...rest} {...judgement(error)} className={joinField(className)}>
      <FieldLabel isRequired={rest.isRequired}>{label}</FieldLabel>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {options.map((option) => (
          <Checkbox
            key={option.value}
            value={option.value}
            className="group flex min-h-6 cursor-pointer items-start gap-2 disabled:cursor-default disabled:text-ink-3"
          >
            <span className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-[3px] border border-control bg-surface text-on-accent transition-colors group-hover:border-accent group-selected:border-accent group-selected:bg-accent group-invalid:border-danger group-focus-visible:outline-2 group-focus-visible:outline-accent group-focus-visible:outline-offset-2">
              <Icon name="check" className="invisible size-3 group-selected:visible" />
            </span>
            <span>
              {option.label}
              {option.description !== undefined && (
                <span className="block text-caption text-ink-2">{option.description}</span>
              )}
            </span>
          </Checkbox>
        ))}
      </div>
      <FieldNotes description={description} error={error} />
    </AriaCheckboxGroup>
  );
}
