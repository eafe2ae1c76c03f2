import type { KmsKey } from './model.ts';

type Rotation = Pick<KmsKey, 'rotationDays' | 'nextRotationAt'>;

/** A rotation by itself every `days` days (7 to 365), counted from `from`; null: off. */
export function rotationFrom(from: Date, days: number | null): Rotation {
  if (days === null) return { rotationDays: null, nextRotationAt: null };
  return { rotationDays: days, nextRotationAt: new Date(from.getTime() + days * 86_400_000) };
}

/** A rotation that can't be done now is tried again a day later. */
export const postponed = (now: Date): { readonly nextRotationAt: Date } => ({
  nextRotationAt: new Date(now.getTime() + 86_400_000),
});
