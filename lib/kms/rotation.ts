import type { KmsKey } from './model.ts';

type Rotation = Pick<KmsKey, 'rotationDays' | 'nextRotationAt'>;

/** A rotation by itself every `days` days (7 to 365), counted from `from`; null: off. */
export function rotationFrom(from: Date, days: number | null): Rotation {
  if (days === null) return { rotationDays: null, nextRotationAt: null };
  return { rotationDays: days, nextRotationAt: new Date(from.getTime() + days * 86_400_000) };
}
