/** Why a request was not let through, before any use case saw it. */
export type AccessError = {
  readonly code:
    | 'UNAUTHENTICATED' // nobody is signed in, or the session has ended
    | 'FORBIDDEN' // signed in, but not allowed to do this
    | 'BAD_ORIGIN'; // a change asked for by another site, or by a client that doesn't say whose page it is
};

export type SignInError =
  | { readonly code: 'WRONG_CREDENTIALS' }
  | { readonly code: 'TOO_MANY_TRIES'; readonly retryAt: Date }
  | { readonly code: 'DATABASE_AWAY' };

export type ChangePasswordError =
  | { readonly code: 'UNAUTHENTICATED' }
  | { readonly code: 'WRONG_PASSWORD' }
  | { readonly code: 'TOO_MANY_TRIES'; readonly retryAt: Date }
  | { readonly code: 'DATABASE_AWAY' };

/** Thrown, not returned: who asks can't be told because the database can't be reached. */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';
  /** Reaches the browser in place of the message, so that the error page can say what is the matter. */
  readonly digest = 'DATABASE_AWAY';
}
