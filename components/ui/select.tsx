'use client';

import type { ReactNode } from 'react';
import {
  Select as AriaSelect,
  Button,
  type Key,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from 'react-aria-components/Select';
import { cx } from './cx';
import { FieldLabel, FieldNotes, type FieldProps, inputClass, joinField, judgement } from './field';
import { Icon } from './icon';
import { itemClass, popClass } from './menu-class';

export type SelectOption = {
  id: string;
  label: string;
  description?: string | undefined;
  isDisabled?: boolean | undefined;
};

export type SelectProps = FieldProps & {
  options: readonly SelectOption[];
  value?: string | null;
  defaultValue?: string;
  onChange?: (value: string) => void;
  placeholder?: string;
  autoFocus?: boolean;
  /** Shown in the opened list when there is nothing to choose. */
  empty?: ReactNode;
};

export function Select(props: SelectProps) {
  const { label, description, error, className, options, onChange, empty, placeholder = '', ...rest } = props;
  const change = (key: Key | null) => {
    if (key !== null) onChange?.(String(key));
  };
  return (
    <AriaSelect
      {...rest}
      {...judgement(error)}
      placeholder={placeholder}
      onChange={change}
      className={joinField(className)}
    >
      <FieldLabel isRequired={props.isRequired}>{label}</FieldLabel>
      <Button
        className={cx(inputClass, 'group flex items-center gap-2 text-left group-invalid:border-danger')}
      >
        <SelectValue className="min-w-0 flex-1 truncate data-[placeholder]:text-ink-3">
          {({ isPlaceholder, selectedText }) => (isPlaceholder ? placeholder : selectedText)}
        </SelectValue>
        <Icon name="chevronDown" className="text-ink-3" />
      </Button>
      <FieldNotes description={description} error={error} />
      <Popover className={cx(popClass, 'w-(--trigger-width) min-w-48')} offset={4}>
        <ListBox
          items={options}
          className="max-h-72 overflow-auto p-1 outline-none"
          renderEmptyState={() => <p className="px-2.5 py-2 text-ink-2">{empty}</p>}
        >
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              isDisabled={option.isDisabled ?? false}
              className={cx(itemClass, 'group')}
            >
              <span className="min-w-0 flex-1">
                <Text slot="label" className="block truncate">
                  {option.label}
                </Text>
                {option.description !== undefined && (
                  <Text slot="description" className="block truncate text-caption text-ink-2">
                    {option.description}
                  </Text>
                )}
              </span>
              <Icon name="check" className="invisible text-accent group-selected:visible" />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
