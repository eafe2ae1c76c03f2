'use client';

import { type ComponentProps, type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Form as AriaForm } from 'react-aria-components/Form';
import { flushSync } from 'react-dom';
import { cx } from './cx';
import { Notice } from './notice';

/**
 * What a server said about a form: a message a field, by the field's `name`, and one about the whole.
 * Give a new object for every answer; a field's message goes away when the field is changed.
 */
export type FormErrors = {
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly form?: ReactNode;
};

export type FormProps = {
  children: ReactNode;
  errors?: FormErrors | undefined;
  /** Called with the form's data after the browser has found every field valid; the page is never reloaded. */
  onSubmit?: ((data: FormData) => void) | undefined;
  /** A server action, in place of `onSubmit`, for forms that work without JavaScript. */
  action?: ComponentProps<'form'>['action'];
  /** Leaves the message about the whole to the caller (`FormMessage`). */
  hasOwnMessage?: boolean;
  id?: string;
  className?: string | undefined;
};

export function Form({
  children,
  errors,
  onSubmit,
  action,
  hasOwnMessage = false,
  id,
  className,
}: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useFocusOnErrors(form, errors);
  const fields = useFieldsUntilAskedAgain(form, errors);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (onSubmit === undefined) return;
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  };
  return (
    <AriaForm
      ref={form}
      {...(id !== undefined && { id })}
      {...(action !== undefined && { action })}
      {...(fields && { validationErrors: fields })}
      onSubmit={submit}
      className={cx('flex flex-col gap-4', className)}
    >
      {!hasOwnMessage && <FormMessage errors={errors} />}
      {children}
    </AriaForm>
  );
}

/** The message about the whole form, read out as it appears. */
export function FormMessage({ errors }: { errors: FormErrors | undefined }) {
  const message = errors?.form;
  if (message === undefined || message === null) return null;
  return (
    <Notice tone="danger" role="alert">
      {message}
    </Notice>
  );
}

/**
 * The server's messages until the form is sent again: else the browser would hold back a form whose refusal may
 * no longer be true, as a quota's, until that very field is changed.
 */
function useFieldsUntilAskedAgain(
  form: { readonly current: HTMLFormElement | null },
  errors: FormErrors | undefined,
) {
  const [answered, setAnswered] = useState<FormErrors>();
  useEffect(() => {
    const element = form.current;
    const forget = (event: MouseEvent) => {
      const button = event.target instanceof Element && event.target.closest('button[type=submit]');
      if (button) flushSync(() => setAnswered(errors)); // Enter presses the submit button, too
    };
    element?.addEventListener('click', forget, true);
    return () => element?.removeEventListener('click', forget, true);
  }, [form, errors]);
  return errors === answered ? undefined : errors?.fields;
}

/** Takes a person to the first field that the server refused. */
function useFocusOnErrors(
  form: { readonly current: HTMLFormElement | null },
  errors: FormErrors | undefined,
) {
  useEffect(() => {
    const refused = Object.keys(errors?.fields ?? {});
    const fields = Array.from(form.current?.elements ?? []).filter(isField);
    fields.find((field) => field.type !== 'hidden' && refused.includes(field.name))?.focus();
  }, [form, errors]);
}

function isField(element: Element): element is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  );
}
