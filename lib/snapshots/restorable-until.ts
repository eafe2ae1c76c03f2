import type { BackupInstance } from '../backups/model.ts';
import { addDays, type Day, dayOf } from '../kernel/calendar.ts';

/**
 * The last day on which a state can be restored that could last be chosen at the slot: the slot's day stays in the
 * queryable range for as many days as that has, and nothing is restored after the expiry. Null for null: it is the
 * newest state, and stays restorable.
 */
export function restorableUntil(
  { queryableDays, expiresAt }: Pick<BackupInstance, 'queryableDays' | 'expiresAt'>,
  lastSlotAt: Date | null,
  timeZone: string,
): Day | null {
  if (!lastSlotAt) return null;
  const inRange = addDays(dayOf(lastSlotAt, timeZone), queryableDays - 1);
  const [first = inRange] = [inRange, ...(expiresAt ? [dayOf(expiresAt, timeZone)] : [])].sort();
  return first;
}
