'use server';

import { redirect } from 'next/navigation';
import { server } from '@/lib/server';
import { caller, isOwnRequest, sendCookie } from './session';

/** Ends the session in the database and in the browser, then shows the sign-in page. */
export async function signOut(): Promise<void> {
  if (!(await isOwnRequest())) return;
  await sendCookie(await server().auth.signOut((await caller()).cookie));
  redirect('/sign-in');
}
