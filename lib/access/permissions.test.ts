import { describe, expect, it } from 'vitest';
import type { Actor } from './model.ts';
import { decide, isPermission, may, permissions } from './permissions.ts';

const actor: Actor = { accountId: 'acc-1', userId: 'usr-1', userName: 'admin' };

describe('who may do what', () => {
  it('lets a person of an account do everything in it, for now', () => {
    expect(permissions.length).toBeGreaterThan(20);
    expect(permissions.filter((permission) => !may(actor, permission))).toEqual([]);
  });

  it('refuses a person without an account, and says why', () => {
    const stray: Actor = { ...actor, accountId: '' };
    expect(permissions.filter((permission) => may(stray, permission))).toEqual([]);
    expect(decide(stray, 'key.delete')).toEqual({ allowed: false, reason: 'NO_ACCOUNT' });
  });

  it('knows its own names only', () => {
    expect(isPermission('key.delete')).toBe(true);
    expect(isPermission('key.steal')).toBe(false);
    expect(isPermission('toString')).toBe(false);
  });
});
