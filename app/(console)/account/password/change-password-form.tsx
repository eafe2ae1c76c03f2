'use client';

import { useTranslations } from 'next-intl';
import { startTransition, useActionState, useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { Form, type FormErrors } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PasswordField } from '@/components/ui/password-field';
import { passwordLength } from '@/lib/access/model';
import { changePassword } from './actions';
import type { ChangePasswordOutcome, ChangePasswordState } from './change-password-state';

const start: ChangePasswordState = { answer: 0, outcome: { code: 'NONE' } };

export function ChangePasswordForm({ userName }: { readonly userName: string }) {
  const t = useTranslations('account');
  const [{ answer, outcome }, action, pending] = useActionState(changePassword, start);
  const errors = useErrors(outcome);
  const done = outcome.code === 'DONE';
  return (
    <Form
      key={done ? answer : 'open'} // empties the fields once the password has changed
      action={action}
      onSubmit={(data) => startTransition(() => action(data))}
      errors={errors}
      className="max-w-90"
    >
      {done && (
        <Notice tone="good" role="status">
          {t('done')}
        </Notice>
      )}
      <input type="text" name="userName" autoComplete="username" value={userName} readOnly hidden />
      <PasswordField name="current" label={t('current')} autoComplete="current-password" />
      <PasswordField
        name="next"
        label={t('next')}
        description={t('nextHelp', { min: passwordLength.min })}
        autoComplete="new-password"
      />
      <PasswordField name="repeated" label={t('repeated')} autoComplete="new-password" />
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          {t('submit')}
        </Button>
      </div>
    </Form>
  );
}

function useErrors(outcome: ChangePasswordOutcome): FormErrors | undefined {
  const t = useTranslations('account');
  return useMemo(() => {
    switch (outcome.code) {
      case 'NONE':
      case 'DONE':
        return undefined;
      case 'FIELD':
        return { fields: { [outcome.field]: t(`problems.${outcome.problem}`, passwordLength) } };
      case 'TOO_MANY_TRIES':
        return { form: t('tooManyTries', { minutes: outcome.minutes }) };
      case 'DATABASE_AWAY':
        return { form: t('databaseAway') };
      case 'FORBIDDEN':
        return { form: t('forbidden') };
      case 'BAD_ORIGIN':
        return { form: t('badOrigin') };
    }
  }, [outcome, t]);
}
