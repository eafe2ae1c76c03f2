export type SignInProblem =
  | { readonly code: 'MISSING'; readonly field: 'userName' | 'password' }
  | { readonly code: 'WRONG_CREDENTIALS' | 'DATABASE_AWAY' | 'BAD_ORIGIN' }
  | { readonly code: 'TOO_MANY_TRIES'; readonly minutes: number };

export type SignInState = {
  /** Grows with every answer: two wrong passwords in a row are two answers. */
  readonly answer: number;
  readonly userName: string;
  readonly problem: SignInProblem | null;
};
