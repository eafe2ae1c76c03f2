'use client';

import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  type CheckboxProps as AriaCheckboxProps,
} from 'react-aria-components/Checkbox';
import { cx } from './cx';
import { Icon } from './icon';

type Passed =
  | 'name'
  | 'value'
  | 'isSelected'
  | 'defaultSelected'
  | 'onChange'
  | 'isIndeterminate'
  | 'isRequired'
  | 'isDisabled'
  | 'aria-label';

export type CheckboxProps = Pick<AriaCheckboxProps, Passed> & {
  children?: ReactNode;
  className?: string;
};

export function Checkbox({ children, className, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...rest}
      validationBehavior="native"
      className={cx(
        'group flex min-h-6 cursor-pointer items-start gap-2 disabled:cursor-default disabled:text-ink-3',
        className,
      )}
    >
      {({ isIndeterminate }) => (
        <>
          <span
            className={
              'mt-0.5 grid size-4 shrink-0 place-items-center rounded-[3px] border border-control bg-surface text-on-accent transition-colors ' +
              'group-hover:border-accent group-selected:border-accent group-selected:bg-accent group-indeterminate:border-accent group-indeterminate:bg-accent ' +
              'group-invalid:border-danger group-focus-visible:outline-2 group-focus-visible:outline-offset-2 group-focus-visible:outline-accent'
            }
          >
            <Icon
              name={isIndeterminate ? 'minus' : 'check'}
              className="size-3.5 stroke-2 opacity-0 group-selected:opacity-100 group-indeterminate:opacity-100"
            />
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
  );
}
