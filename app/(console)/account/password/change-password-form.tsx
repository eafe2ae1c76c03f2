'use client';

import { useTranslations } from 'next-intl';
import { startTransition, useActionState, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PasswordField } from '@/components/ui/password-field';
import { passwordLength } from '@/lib/access/model';
import { changePassword } from './actions';
import type { ChangePasswordState, PasswordField as FieldName } from './change-password-state';
import { useOutcomeText } from './use-outcome-text';

const start: ChangePasswordState = { answer: 0, outcome: { code: 'NONE' } };

export function ChangePasswordForm({ userName }: { readonly userName: string }) {
  const t = useTranslations('account');
  const [{ answer, outcome }, action, pending] = useActionState(changePassword, start);
  // A message goes when a person types, not when they leave the field: the button must not move under a press.
  const [readAnswer, setReadAnswer] = useState(0);
  const text = useOutcomeText(outcome);
  const refused = outcome.code === 'FIELD' ? outcome.field : null;
  const place = useRef<HTMLDivElement>(null);
  const done = outcome.code === 'DONE';
  useFocusOn(place, refused, answer);
  useEmptied(place, done ? answer : null);
  const field = (name: FieldName) => ({
    name,
    label: t(name),
    onChange: () => setReadAnswer(answer),
    error: refused === name && readAnswer !== answer ? text : undefined,
  });
  return (
    <div ref={place}>
      <Form
        action={action}
        onSubmit={(data) => startTransition(() => action(data))}
        errors={refused === null && !done && text !== undefined ? { form: text } : undefined}
        className="max-w-90"
      >
        {done && (
          <Notice tone="good" role="status">
            {text}
          </Notice>
        )}
        <input type="text" name="userName" autoComplete="username" value={userName} readOnly hidden />
        <PasswordField {...field('current')} autoComplete="current-password" />
        <PasswordField
          {...field('next')}
          description={t('nextHelp', { min: passwordLength.min })}
          autoComplete="new-password"
        />
        <PasswordField {...field('repeated')} autoComplete="new-password" />
        <div>
          <Button type="submit" variant="primary" pending={pending}>
            {t('submit')}
          </Button>
        </div>
      </Form>
    </div>
  );
}

/** Takes a person to the field that the server refused. */
function useFocusOn(
  place: { readonly current: HTMLElement | null },
  name: FieldName | null,
  answer: number,
): void {
  useEffect(() => {
    if (name === null || answer === 0) return;
    const input = place.current?.querySelector(`input[name="${name}"]`);
    if (input instanceof HTMLInputElement) input.focus();
  }, [place, name, answer]);
}

/** Empties the fields after each change that was made; the cursor stays where it is. */
function useEmptied(place: { readonly current: HTMLElement | null }, change: number | null): void {
  useEffect(() => {
    if (change !== null) place.current?.querySelector('form')?.reset();
  }, [place, change]);
}
