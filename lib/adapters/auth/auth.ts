import { APIError } from 'better-auth/api';
import { DatabaseAway } from '../../access/errors.ts';
import { type Actor, type Caller, isUserName, type SessionCookie } from '../../access/model.ts';
import type { Auth } from '../../access/ports.ts';
import type { Env } from '../../env.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Database } from '../prisma/client.ts';
import { addressKey } from './address.ts';
import { type BetterAuth, createBetterAuth } from './better-auth.ts';
import { isDatabaseAway } from './outage.ts';
import { clearTries, returnTry, type TryLimit, takeTry } from './try-limit.ts';

const fiveMinutes = 5 * 60_000;
const perUserName: TryLimit = { max: 10, windowMs: fiveMinutes };
const perAddress: TryLimit = { max: 30, windowMs: fiveMinutes };

/** Sign-in on this database. `secret` has at least 32 random characters; another one ends every session. */
export function createAuth(given: {
  readonly database: Database;
  readonly secret: string;
  readonly env: Pick<Env, 'KMS_PUBLIC_URL'>;
  readonly clock: Clock;
}): Auth {
  const { database, clock } = given;
  const secure = given.env.KMS_PUBLIC_URL?.startsWith('https:') ?? false;
  const library = createBetterAuth({ database, secret: given.secret, secure });

  async function session(cookie: string | null) {
    if (cookie === null) return null;
    try {
      return await library.api.getSession({ headers: new Headers({ cookie }) });
    } catch (error) {
      if (refused(error)) return null;
      const message = 'The session could not be read';
      throw isDatabaseAway(error)
        ? new DatabaseAway(message, { cause: error })
        : new Error(message, { cause: error });
    }
  }

  async function actor(cookie: string | null): Promise<Actor | null> {
    const found = await session(cookie);
    if (found === null) return null;
    const { user } = found;
    return { accountId: user.accountId, userId: user.id, userName: user.username ?? user.name };
  }

  return {
    actor,

    async signIn({ userName, password }, caller) {
      const byAddress = `address:${addressKey(caller.address)}`;
      const byName = `user:${userName.toLowerCase()}`;
      try {
        const now = await clock.now();
        const address = await takeTry(database, byAddress, perAddress, now);
        if (!address.allowed) return err({ code: 'TOO_MANY_TRIES', retryAt: address.retryAt });
        if (!isUserName(userName)) return err({ code: 'WRONG_CREDENTIALS' });
        const name = await takeTry(database, byName, perUserName, now);
        if (!name.allowed) return err({ code: 'TOO_MANY_TRIES', retryAt: name.retryAt });
        const { headers } = await library.api.signInUsername({
          body: { username: userName, password },
          headers: callerHeaders(caller),
          returnHeaders: true,
        });
        await clearTries(database, byName);
        await returnTry(database, byAddress);
        return ok(await sessionCookie(library, headers));
      } catch (error) {
        if (refused(error)) return err({ code: 'WRONG_CREDENTIALS' });
        if (isDatabaseAway(error)) return err({ code: 'DATABASE_AWAY' });
        throw error;
      }
    },

    async signOut(cookie) {
      const found = await session(cookie);
      if (found !== null) await database.authSession.deleteMany({ where: { token: found.session.token } });
      return { ...(await cookieShape(library)), value: '', maxAge: 0 };
    },

    async changePassword({ current, next }, caller) {
      try {
        const who = await actor(caller.cookie);
        if (who === null) return err({ code: 'UNAUTHENTICATED' });
        const key = `password:${who.userId}`;
        const taken = await takeTry(database, key, perUserName, await clock.now());
        if (!taken.allowed) return err({ code: 'TOO_MANY_TRIES', retryAt: taken.retryAt });
        const { headers } = await library.api.changePassword({
          body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
          headers: callerHeaders(caller),
          returnHeaders: true,
        });
        await clearTries(database, key);
        return ok(await sessionCookie(library, headers));
      } catch (error) {
        if (refused(error)) {
          return err({ code: error.statusCode === 401 ? 'UNAUTHENTICATED' : 'WRONG_PASSWORD' });
        }
        if (isDatabaseAway(error)) return err({ code: 'DATABASE_AWAY' });
        throw error;
      }
    },
  };
}

/** better-auth said no (4xx); its 5xx carry an outage or a bug. */
function refused(error: unknown): error is APIError {
  return error instanceof APIError && error.statusCode >= 400 && error.statusCode < 500;
}

/** What better-auth gets to see of a request: nothing a client could have made up about its address. */
function callerHeaders(caller: Caller): Headers {
  const headers = new Headers();
  if (caller.cookie !== null) headers.set('cookie', caller.cookie);
  if (caller.userAgent !== null) headers.set('user-agent', caller.userAgent.slice(0, 300));
  if (caller.address !== null) headers.set('x-forwarded-for', caller.address);
  return headers;
}

async function cookieShape(library: BetterAuth): Promise<Omit<SessionCookie, 'value' | 'maxAge'>> {
  const { name, attributes } = (await library.$context).authCookies.sessionToken;
  return { name, httpOnly: true, sameSite: 'lax', path: '/', secure: attributes.secure === true };
}

/** The session cookie that better-auth has just set, without its fixed age: the database ends idle sessions. */
async function sessionCookie(library: BetterAuth, headers: Headers): Promise<SessionCookie> {
  const shape = await cookieShape(library);
  const start = `${shape.name}=`;
  const line = headers.getSetCookie().findLast((text) => text.startsWith(start));
  if (line === undefined) throw new Error('better-auth set no session cookie');
  const value = line.slice(start.length).split(';', 1)[0] ?? '';
  return { ...shape, value: decodeURIComponent(value) };
}
