'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { minutesUntil } from '@/app/minutes-until';
import { actionActor, caller, sendCookie } from '@/app/session';
import type { AccessError, ChangePasswordError } from '@/lib/access/errors';
import { checkNewPassword, type NewPasswordProblem } from '@/lib/access/new-password';
import { server } from '@/lib/server';
import type {
  ChangePasswordOutcome,
  ChangePasswordState,
  FieldProblem,
  PasswordField,
} from './change-password-state';

const text = z.string().catch('');
const earlier = z.object({ answer: z.number().int() }).catch({ answer: 0 });
const form = z.object({ current: text, next: text, repeated: text });

export async function changePassword(
  before: ChangePasswordState,
  data: FormData,
): Promise<ChangePasswordState> {
  const outcome = await change(form.parse(Object.fromEntries(data)));
  return { answer: earlier.parse(before).answer + 1, outcome };
}

async function change(given: z.infer<typeof form>): Promise<ChangePasswordOutcome> {
  const actor = await actionActor('password.change');
  if (!actor.ok) return refused(actor.error);
  const missing = (['current', 'next', 'repeated'] as const).find((name) => given[name] === '');
  if (missing !== undefined) return field(missing, 'MISSING');
  const problem = checkNewPassword({ userName: actor.value.userName, ...given });
  if (problem !== null) return field(whereIs(problem), problem);
  const result = await server().auth.changePassword(given, await caller());
  if (!result.ok) return failed(result.error);
  await sendCookie(result.value);
  return { code: 'DONE' };
}

function refused(error: AccessError): ChangePasswordOutcome {
  if (error.code === 'UNAUTHENTICATED') redirect('/sign-in?next=/account/password');
  return { code: error.code };
}

async function failed(error: ChangePasswordError): Promise<ChangePasswordOutcome> {
  switch (error.code) {
    case 'UNAUTHENTICATED':
      return redirect('/sign-in?next=/account/password');
    case 'WRONG_PASSWORD':
      return field('current', error.code);
    case 'TOO_MANY_TRIES':
      return { code: error.code, minutes: minutesUntil(error.retryAt, await server().clock.now()) };
    case 'DATABASE_AWAY':
      return { code: error.code };
  }
}

function field(name: PasswordField, problem: FieldProblem): ChangePasswordOutcome {
  return { code: 'FIELD', field: name, problem };
}

function whereIs(problem: NewPasswordProblem): PasswordField {
  return problem === 'NOT_REPEATED' ? 'repeated' : 'next';
}
