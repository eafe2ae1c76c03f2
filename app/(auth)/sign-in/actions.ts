'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { minutesUntil } from '@/app/minutes-until';
import { caller, isOwnRequest, sendCookie } from '@/app/session';
import type { SignInError } from '@/lib/access/errors';
import { safeNext } from '@/lib/access/safe-next';
import { server } from '@/lib/server';
import type { SignInProblem, SignInState } from './sign-in-state';

const text = z.string().catch('');
const earlier = z.object({ answer: z.number().int() }).catch({ answer: 0 });
const form = z.object({ userName: text.transform((name) => name.trim()), password: text, next: text });

/** Signs in and goes on to `next`; else says what is wrong, the same for a wrong name and a wrong password. */
export async function signIn(before: SignInState, data: FormData): Promise<SignInState> {
  const { userName, password, next } = form.parse(Object.fromEntries(data));
  const refuse = (problem: SignInProblem): SignInState => ({
    answer: earlier.parse(before).answer + 1,
    userName: userName.slice(0, 64),
    problem,
  });
  if (!(await isOwnRequest())) return refuse({ code: 'BAD_ORIGIN' });
  if (userName === '') return refuse({ code: 'MISSING', field: 'userName' });
  if (password === '') return refuse({ code: 'MISSING', field: 'password' });
  const result = await server().auth.signIn({ userName, password }, await caller());
  if (!result.ok) return refuse(await problemOf(result.error));
  await sendCookie(result.value);
  redirect(safeNext(next));
}

async function problemOf(error: SignInError): Promise<SignInProblem> {
  if (error.code !== 'TOO_MANY_TRIES') return error;
  return { code: error.code, minutes: minutesUntil(error.retryAt, await server().clock.now()) };
}
