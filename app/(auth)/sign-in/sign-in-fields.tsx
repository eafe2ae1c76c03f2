'use client';

import { type ComponentProps, useId, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { inputClass } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';

type InputProps = {
  readonly name: string;
  readonly label: string;
  readonly isInvalid: boolean;
  readonly error: string | undefined;
};

const box = cx(
  inputClass,
  'max-sm:h-10 max-sm:text-[16px] aria-invalid:border-danger aria-invalid:focus:outline-danger',
);

export function TextInput({
  label,
  isInvalid,
  error,
  ...rest
}: InputProps & { readonly defaultValue: string; readonly autoFocus: boolean }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-ink">
        {label}
      </label>
      <input
        {...rest}
        {...described(id, isInvalid, error)}
        id={id}
        type="text"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        aria-required="true"
        maxLength={64}
        className={box}
      />
      <FieldProblem id={id} error={error} />
    </div>
  );
}

export function PasswordInput({
  label,
  showLabel,
  hideLabel,
  isInvalid,
  error,
  name,
}: InputProps & { readonly showLabel: string; readonly hideLabel: string }) {
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-ink">
        {label}
      </label>
      <div className="relative">
        <input
          {...described(id, isInvalid, error)}
          id={id}
          name={name}
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          autoCapitalize="none"
          spellCheck={false}
          aria-required="true"
          className={cx(box, 'pr-9')}
        />
        <button
          type="button"
          aria-label={shown ? hideLabel : showLabel}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-1 right-1 grid w-7 place-items-center rounded-control text-ink-3 hover:text-ink noscript:hidden"
        >
          <Icon name={shown ? 'eyeOff' : 'eye'} />
        </button>
      </div>
      <FieldProblem id={id} error={error} />
    </div>
  );
}

function described(id: string, isInvalid: boolean, error: string | undefined): ComponentProps<'input'> {
  if (error !== undefined) return { 'aria-invalid': true, 'aria-describedby': `${id}-error` };
  return isInvalid ? { 'aria-invalid': true } : {};
}

function FieldProblem({ id, error }: { readonly id: string; readonly error: string | undefined }) {
  if (error === undefined) return null;
  return (
    <p id={`${id}-error`} className="text-caption text-danger-ink">
      {error}
    </p>
  );
}
