import { passwordLength } from './model.ts';

export type NewPasswordProblem = 'TOO_SHORT' | 'TOO_LONG' | 'IS_USER_NAME' | 'IS_CURRENT' | 'NOT_REPEATED';

/** What is wrong with a new password; null if nothing is. Lengths count characters, not bytes. */
export function checkNewPassword(asked: {
  readonly userName: string;
  readonly current: string;
  readonly next: string;
  readonly repeated: string;
}): NewPasswordProblem | null {
  const next = asked.next.normalize('NFKC');
  const length = [...next].length;
  if (next.toLowerCase() === asked.userName.toLowerCase()) return 'IS_USER_NAME';
  if (length < passwordLength.min) return 'TOO_SHORT';
  if (asked.next.length > passwordLength.max) return 'TOO_LONG';
  if (next === asked.current.normalize('NFKC')) return 'IS_CURRENT';
  return asked.next === asked.repeated ? null : 'NOT_REPEATED';
}
