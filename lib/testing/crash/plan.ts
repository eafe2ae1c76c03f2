import { z } from 'zod';

/** Where a victim is killed: before or after the n-th call of a method of one of its ports. */
export type KillPoint = {
  /** What it is doing then. */
  readonly phase: Phase;
  /** "snapshots.capture", "session.addRecords", … */
  readonly call: string;
  readonly when: 'before' | 'after';
  readonly nth: number;
};

export const phases = ['change', 'full', 'incremental', 'verification', 'restore'] as const;
export type Phase = (typeof phases)[number];

/** What a victim is told when it may begin. */
export type Orders = {
  readonly now: string;
  readonly instanceId: string;
  readonly backupId: string;
  /** The key that encrypts secrets; it is left alone. */
  readonly secretKeyId: string;
  /** Null: it works on until it is killed from outside. */
  readonly killAt: KillPoint | null;
};

const itemState = z.object({ itemType: z.enum(['KEY', 'SECRET']), itemId: z.string(), versions: z.int() });
export type ItemState = z.infer<typeof itemState>;

/** What a victim says, one line each. */
export const lineShape = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ now: z.string() }),
  z.object({ phase: z.enum(phases) }),
  /** It is about to change an item to this; 0 versions: it will be gone. A new key has no name before it is made. */
  z.object({ trying: z.union([itemState, z.literal('new key')]) }),
  /** It was told that it is so. */
  z.object({ done: itemState }),
  z.object({ point: z.object({ ordinal: z.int(), mac: z.string() }) }),
  z.object({ killedAt: z.string() }),
  /** It came past the place without being killed. */
  z.object({ missed: z.literal(true) }),
  z.object({ failed: z.string() }),
]);
export type Line = z.infer<typeof lineShape>;

const around = (phase: Phase, call: string, nth = 1): readonly KillPoint[] => [
  { phase, call, when: 'before', nth },
  { phase, call, when: 'after', nth },
];

/** Every place at which a kill is tried. */
export const killPoints: readonly KillPoint[] = [
  ...around('change', 'kms.inInstance'),
  ...around('change', 'transaction.changeKey'),
  ...around('full', 'snapshots.capture'),
  ...around('full', 'session.compare'),
  ...around('full', 'session.addRecords'),
  ...around('full', 'session.closeRecords'),
  ...around('full', 'session.commitPoint'),
  ...around('incremental', 'snapshots.capture'),
  ...around('incremental', 'session.openRecords'),
  ...around('incremental', 'session.addRecords'),
  ...around('incremental', 'session.closeRecords'),
  ...around('incremental', 'session.commitPoint'),
  ...around('verification', 'verifications.claimOne'),
  ...around('verification', 'verifications.renew'),
  ...around('verification', 'verifications.keptPoints'),
  ...around('verification', 'verifications.countRecords'),
  ...around('verification', 'verifications.strays'),
  ...around('verification', 'verifications.finish'),
  ...around('restore', 'kms.inInstance'),
  ...around('restore', 'transaction.insertKey'),
];

export const nameOf = ({ phase, call, when, nth }: KillPoint): string => `${phase}: ${when} ${call} ${nth}`;
