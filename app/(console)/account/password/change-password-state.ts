import type { NewPasswordProblem } from '@/lib/access/new-password';

export type PasswordField = 'current' | 'next' | 'repeated';

export type FieldProblem = 'MISSING' | 'WRONG_PASSWORD' | NewPasswordProblem;

export type ChangePasswordOutcome =
  | { readonly code: 'NONE' | 'DONE' | 'DATABASE_AWAY' | 'BAD_ORIGIN' | 'FORBIDDEN' }
  | { readonly code: 'TOO_MANY_TRIES'; readonly minutes: number }
  | { readonly code: 'FIELD'; readonly field: PasswordField; readonly problem: FieldProblem };

/** `answer` grows with every answer of the server. */
export type ChangePasswordState = { readonly answer: number; readonly outcome: ChangePasswordOutcome };
