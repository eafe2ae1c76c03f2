'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useEffect, useRef } from 'react';
import { endConsole } from '@/components/shell/session-end';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { signIn } from './actions';
import { PasswordInput, TextInput } from './sign-in-fields';
import type { SignInProblem, SignInState } from './sign-in-state';

export type SignInFormProps = {
  /** Path to go to afterwards. */
  readonly next: string;
  /** The page itself couldn't reach the database. */
  readonly databaseAway: boolean;
};

/** Native inputs: what a person or their password manager types before the script arrives stays, and it works without. */
export function SignInForm({ next, databaseAway }: SignInFormProps) {
  const t = useTranslations('signIn');
  const start: SignInState = {
    answer: 0,
    userName: '',
    problem: databaseAway ? { code: 'DATABASE_AWAY' } : null,
  };
  const [{ answer, userName, problem }, action, pending] = useActionState(signIn, start);
  const form = useRef<HTMLFormElement>(null);
  useFocusAfterAnswer(form, answer, problem);
  useEffect(endConsole, []);
  const message = useMessage()(problem);
  const missing = problem?.code === 'MISSING' ? problem.field : null;
  const wrong = problem?.code === 'WRONG_CREDENTIALS';
  return (
    <form ref={form} action={action} className="flex flex-col gap-4">
      {message !== null && (
        <Notice key={answer} tone={problem?.code === 'DATABASE_AWAY' ? 'warning' : 'danger'} role="alert">
          {message}
        </Notice>
      )}
      <input type="hidden" name="next" value={next} />
      <TextInput
        key={`name-${answer}`}
        name="userName"
        label={t('userName')}
        defaultValue={userName}
        isInvalid={wrong}
        error={missing === 'userName' ? t('enterUserName') : undefined}
        autoFocus={answer === 0}
      />
      <PasswordInput
        name="password"
        label={t('password')}
        showLabel={t('showPassword')}
        hideLabel={t('hidePassword')}
        isInvalid={wrong}
        error={missing === 'password' ? t('enterPassword') : undefined}
      />
      <Button type="submit" variant="primary" pending={pending} className="mt-1 w-full max-sm:h-10">
        {t('submit')}
      </Button>
    </form>
  );
}

function useMessage(): (problem: SignInProblem | null) => string | null {
  const t = useTranslations('signIn');
  return (problem) => {
    switch (problem?.code) {
      case undefined:
      case 'MISSING':
        return null;
      case 'WRONG_CREDENTIALS':
        return t('wrong');
      case 'TOO_MANY_TRIES':
        return t('tooManyTries', { minutes: problem.minutes });
      case 'DATABASE_AWAY':
        return t('databaseAway');
      case 'BAD_ORIGIN':
        return t('badOrigin');
    }
  };
}

/** After an answer the cursor stands where typing goes on: in the password, unless the name is missing. */
function useFocusAfterAnswer(
  form: { readonly current: HTMLFormElement | null },
  answer: number,
  problem: SignInProblem | null,
) {
  useEffect(() => {
    if (answer === 0) return;
    const name = problem?.code === 'MISSING' ? problem.field : 'password';
    const field = form.current?.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.focus();
  }, [form, answer, problem]);
}
