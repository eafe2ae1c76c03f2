import 'server-only';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { AccessError } from '@/lib/access/errors';
import type { Actor, Caller, SessionCookie } from '@/lib/access/model';
import { isOwnOrigin } from '@/lib/access/origin';
import { may, type Permission } from '@/lib/access/permissions';
import { safeNext } from '@/lib/access/safe-next';
import { pathHeader } from '@/lib/kernel/path-header';
import { err, ok, type Result } from '@/lib/kernel/result';
import { server } from '@/lib/server';

/** Who is signed in, or null; asked once a request. Throws `DatabaseAway`. */
export const visitor = cache(async (): Promise<Actor | null> => {
  return server().auth.actor(await cookieHeader());
});

/** For pages: who is signed in. Anyone else is sent to sign in and comes back to the page afterwards. */
export async function pageActor(): Promise<Actor> {
  const actor = await visitor();
  if (actor !== null) return actor;
  const next = safeNext((await headers()).get(pathHeader));
  redirect(next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`);
}

/** For server actions: who asks, if they may do it and asked from one of our own pages. */
export async function actionActor(permission: Permission): Promise<Result<Actor, AccessError>> {
  const asked = await headers();
  if (!isFromUs(asked)) return err({ code: 'BAD_ORIGIN' });
  return allow(await visitor(), permission);
}

/** For route handlers: the same; reading (GET, HEAD) needs no Origin. */
export async function routeActor(
  request: Request,
  permission: Permission,
): Promise<Result<Actor, AccessError>> {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!reads && !isFromUs(request.headers)) return err({ code: 'BAD_ORIGIN' });
  return allow(await server().auth.actor(request.headers.get('cookie')), permission);
}

/** Whether the request at hand, one that changes something, came from our own pages. */
export async function isOwnRequest(): Promise<boolean> {
  return isFromUs(await headers());
}

/** What the request at hand says about its sender. */
export async function caller(): Promise<Caller> {
  const asked = await headers();
  return {
    cookie: await cookieHeader(),
    userAgent: asked.get('user-agent'),
    address: server().addressOf(asked),
  };
}

/** Hands the browser a session cookie, or takes it away. For server actions and route handlers only. */
export async function sendCookie({ name, value, ...options }: SessionCookie): Promise<void> {
  (await cookies()).set(name, value, options);
}

/** The Cookie header as it stands now: with what an action has just set, unlike the request's own. */
async function cookieHeader(): Promise<string> {
  const all = (await cookies()).getAll();
  return all.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}

function allow(actor: Actor | null, permission: Permission): Result<Actor, AccessError> {
  if (actor === null) return err({ code: 'UNAUTHENTICATED' });
  return may(actor, permission) ? ok(actor) : err({ code: 'FORBIDDEN' });
}

function isFromUs(asked: Headers): boolean {
  const publicUrl = server().env.KMS_PUBLIC_URL;
  return isOwnOrigin({ origin: asked.get('origin'), host: asked.get('host'), publicUrl });
}
