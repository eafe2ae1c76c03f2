import type { Actor } from './model.ts';

/**
 * Everything a person can be allowed to do, and to whom it is granted. Today every signed-in person of an
 * account may do everything in it; roles will change the right-hand side of this table and nothing else.
 */
const grants = {
  'console.view': 'everyone',
  'password.change': 'everyone',
  'instance.create': 'everyone',
  'instance.update': 'everyone',
  'instance.release': 'everyone',
  'key.create': 'everyone',
  'key.update': 'everyone',
  'key.rotate': 'everyone',
  'key.delete': 'everyone',
  'key.encrypt': 'everyone',
  'key.decrypt': 'everyone',
  'key.sign': 'everyone',
  'key.verify': 'everyone',
  'secret.create': 'everyone',
  'secret.update': 'everyone',
  'secret.reveal': 'everyone',
  'secret.delete': 'everyone',
  'backup.enable': 'everyone',
  'backup.view': 'everyone',
  'backup.verify': 'everyone',
  'backup.restore': 'everyone',
  'backup.reset': 'everyone',
  'backup.extend': 'everyone',
  'backup.export': 'everyone',
  'backup.import': 'everyone',
  'order.create': 'everyone',
  'order.pay': 'everyone',
  'order.cancel': 'everyone',
  'audit.view': 'everyone',
} as const satisfies Record<string, Grantee>;

type Grantee = 'everyone' | 'nobody';

export type Permission = keyof typeof grants;

export const permissions: readonly Permission[] = Object.keys(grants).filter(isPermission);

/** Whether a text names a permission. */
export function isPermission(text: string): text is Permission {
  return Object.hasOwn(grants, text);
}

export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: 'NO_ACCOUNT' | 'NOT_GRANTED' };

/**
 * Whether this person may do this within their own account, and if not, why. The only place that decides it;
 * that a thing belongs to the actor's account is up to the query that finds it.
 */
export function decide(actor: Actor, permission: Permission): Decision {
  if (actor.accountId === '') return { allowed: false, reason: 'NO_ACCOUNT' };
  return granted(grants[permission]);
}

/** `decide` without the reason. */
export function may(actor: Actor, permission: Permission): boolean {
  return decide(actor, permission).allowed;
}

function granted(to: Grantee): Decision {
  return to === 'everyone' ? { allowed: true } : { allowed: false, reason: 'NOT_GRANTED' };
}
