import { describe, expect, it } from 'vitest';
import { checkNewPassword } from './new-password.ts';

const check = (next: string, repeated = next) =>
  checkNewPassword({ userName: 'administrator', current: 'the old password', next, repeated });

describe('a new password', () => {
  it('has at least 12 characters', () => {
    expect(check('abcdefghijk')).toBe('TOO_SHORT');
    expect(check('abcdefghijkl')).toBeNull();
    expect(check('🔑'.repeat(11))).toBe('TOO_SHORT');
  });

  it('has at most 128', () => {
    expect(check('a'.repeat(128))).toBeNull();
    expect(check('a'.repeat(129))).toBe('TOO_LONG');
  });

  it('is not the user name, in whatever case', () => {
    expect(check('administrator')).toBe('IS_USER_NAME');
    expect(check('ADMINISTRATOR')).toBe('IS_USER_NAME');
  });

  it('is not the current one', () => expect(check('the old password')).toBe('IS_CURRENT'));

  it('is repeated exactly', () => expect(check('abcdefghijkl', 'abcdefghijkL')).toBe('NOT_REPEATED'));
});
