import type { Result } from '../kernel/result.ts';
import type { ChangePasswordError, SignInError } from './errors.ts';
import type { Actor, Caller, SessionCookie } from './model.ts';

/** Sign-in with user name and password; sessions live in the database and end 12 hours after their last use. */
export interface Auth {
  /** Who sent this Cookie header; prolongs the session. Throws `DatabaseAway`. */
  actor(cookie: string | null): Promise<Actor | null>;
  /** Starts a session. Tries are counted by user name and by address. */
  signIn(
    credentials: { readonly userName: string; readonly password: string },
    caller: Caller,
  ): Promise<Result<SessionCookie, SignInError>>;
  /** Ends the session for good, in the database; returns the cookie that clears the browser's. */
  signOut(cookie: string | null): Promise<SessionCookie>;
  /** Ends every session of the person and starts a new one for the caller. The rules of `checkNewPassword` are the caller's to ask. */
  changePassword(
    passwords: { readonly current: string; readonly next: string },
    caller: Caller,
  ): Promise<Result<SessionCookie, ChangePasswordError>>;
}
