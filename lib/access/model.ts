/** Who asks. Every use case takes one and reaches no further than its account. */
export type Actor = {
  readonly accountId: string;
  readonly userId: string;
  readonly userName: string;
};

/** Whether a text can be a user name: 1 to 64 letters, digits and `. _ @ -`, letter or digit first; case doesn't count. */
export function isUserName(text: string): boolean {
  return /^[a-z0-9][a-z0-9._@-]{0,63}$/i.test(text);
}

/** How many characters a new password has. (One given at first start may be shorter.) */
export const passwordLength = { min: 12, max: 128 } as const;

/** What a request says about its sender. `address` is one that can be believed, or null. */
export type Caller = {
  readonly cookie: string | null;
  readonly userAgent: string | null;
  readonly address: string | null;
};

/** A cookie to be set as it stands. Without `maxAge` (seconds) it lives as long as the browser; 0 removes it. */
export type SessionCookie = {
  readonly name: string;
  readonly value: string;
  readonly httpOnly: true;
  readonly sameSite: 'lax';
  readonly secure: boolean;
  readonly path: '/';
  readonly maxAge?: number;
};
