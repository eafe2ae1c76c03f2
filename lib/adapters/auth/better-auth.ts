import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { username } from 'better-auth/plugins';
import { isUserName, passwordLength } from '../../access/model.ts';
import type { Database } from '../prisma/client.ts';

/** A session ends this long after its last use, counted by the real clock. */
export const sessionHours = 12;

/**
 * better-auth on our tables, called in process only: none of its HTTP routes is mounted, so there is no
 * sign-up, no e-mail sign-in and no listing from outside. `secret` signs the session cookie.
 */
export function createBetterAuth(given: {
  readonly database: Database;
  readonly secret: string;
  readonly secure: boolean;
}) {
  return betterAuth({
    database: prismaAdapter(given.database, { provider: 'postgresql' }),
    secret: given.secret,
    baseURL: 'http://console.invalid', // only for links that better-auth would send; it sends none
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false }, // it guards the routes that are not mounted; try-limit.ts guards sign-in
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    plugins: [username({ minUsernameLength: 1, maxUsernameLength: 64, usernameValidator: isUserName })],
    user: {
      modelName: 'authUser',
      additionalFields: { accountId: { type: 'string', required: true, input: false } },
    },
    session: {
      modelName: 'authSession',
      expiresIn: sessionHours * 3600,
      updateAge: 300,
      cookieCache: { enabled: false },
    },
    account: { modelName: 'authCredential' },
    verification: { modelName: 'authVerification' },
    advanced: {
      useSecureCookies: false, // would put "__Secure-" before the name; "__Host-" is stricter
      cookies: {
        session_token: {
          name: given.secure ? '__Host-kms_session' : 'kms_session',
          attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: given.secure },
        },
      },
      ipAddress: { ipAddressHeaders: ['x-forwarded-for'] }, // headers are ours: see callerHeaders
    },
  });
}

export type BetterAuth = ReturnType<typeof createBetterAuth>;
