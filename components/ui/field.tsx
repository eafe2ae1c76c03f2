'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components/TextField';
import { cx } from './cx';

/**
 * What every field takes. `error` is for checks made while typing: it shows as long as it is given and holds
 * nothing back. Errors that came back from a server belong to the form (`Form`, `errors.fields` by `name`):
 * they go away when the field is changed.
 */
export type FieldProps = {
  label: ReactNode;
  name?: string;
  description?: ReactNode;
  error?: string | undefined;
  isRequired?: boolean;
  isDisabled?: boolean;
  className?: string | undefined;
};

/** The frame of a field; its width and padding are up to who uses it. */
export const boxClass =
  'h-8 min-w-0 rounded-control border border-control bg-surface text-ink transition-colors ' +
  'placeholder:text-ink-3 hover:border-ink-3 focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent ' +
  'invalid:border-danger invalid:focus:outline-danger disabled:border-line disabled:bg-sunken disabled:text-ink-3';

export const inputClass = `${boxClass} w-full px-2.5`;

export function FieldLabel({
  children,
  isRequired = false,
}: {
  children: ReactNode;
  isRequired?: boolean | undefined;
}) {
  return (
    <Label className="flex items-baseline gap-1 font-medium text-ink">
      <span className="wrap-anywhere min-w-0">{children}</span>
      {isRequired && (
        <span aria-hidden="true" className="text-danger-ink">
          *
        </span>
      )}
    </Label>
  );
}

/** Help below a field, and its error when there is one. */
export function FieldNotes({ description, error }: { description?: ReactNode; error?: string | undefined }) {
  const t = useTranslations('ui');
  return (
    <>
      {description !== undefined && (
        <Text slot="description" className="text-caption text-ink-2">
          {description}
        </Text>
      )}
      <FieldError className="flex gap-1 text-caption text-danger-ink">
        {({ validationErrors, validationDetails }) =>
          error ?? (validationDetails.valueMissing ? t('required') : validationErrors.join(' '))
        }
      </FieldError>
    </>
  );
}

/** How a field judges: by the browser and the form's errors, or, while `error` is given, by that alone. */
export function judgement(error: string | undefined) {
  return error === undefined
    ? ({ validationBehavior: 'native' } as const)
    : ({ validationBehavior: 'aria', isInvalid: true } as const);
}

export const joinField = (className?: string): string => cx('flex flex-col gap-1', className);
