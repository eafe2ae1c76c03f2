import { type Day, dayOf, endOfDay, startOfDay } from '../kernel/calendar.ts';
import type { BackupDetails } from './model.ts';
import { restorableUntil } from './restorable-until.ts';
import type { DamagedRecord } from './verify-model.ts';

/**
 * What becomes of a damaged record. `copied`, `put-right`, `set-aside`: the next full backup does that. `lasts`: nothing
 * makes it good, and its days can still be chosen. `past`: nor does anything, but they can't.
 */
export type Remedy = 'copied' | 'put-right' | 'set-aside' | 'lasts' | 'past';

export type DamageStanding = {
  readonly remedy: Remedy;
  /** The last day on which a day of the record can be chosen; null: not known, or the record is open. */
  readonly untilDay: Day | null;
  /** Where the record's state can be looked at; null: on no day of the queryable range. */
  readonly shownAt: { readonly day: Day | null; readonly at: Date | null } | null;
};

/** How a damaged record stands in its backup instance now. */
export function damageStanding(record: DamagedRecord, details: BackupDetails): DamageStanding {
  const { backup, timeZone, range } = details;
  const isClosed = record.toOrdinal !== null;
  const end = record.until ?? (!isClosed && backup.sourceReleased ? afterIt(backup.latestBackupAt) : null);
  const lastSlot = end && new Date(end.getTime() - 1);
  const isPast = lastSlot !== null && dayOf(lastSlot, timeZone) < range.first;
  return {
    remedy: healed(record, details) ?? (isPast ? 'past' : 'lasts'),
    untilDay: restorableUntil(backup, lastSlot, timeZone),
    shownAt: isPast ? null : shownAt(record, end, details),
  };
}

/** The look itself is a slot of the record's. */
const afterIt = (look: Date | null): Date | null => look && new Date(look.getTime() + 1);

/** What the next full backup does about it, if there is one and it can. */
function healed(record: DamagedRecord, { backup }: BackupDetails): Remedy | null {
  if (backup.sourceReleased || backup.state === 'DISABLED') return null;
  if (record.kind === 'UNKNOWN') return 'set-aside';
  if (record.kind === 'SPAN') return 'put-right';
  const isReadable = !backup.damagedItems.includes(`${record.itemType} ${record.itemId}`);
  return record.toOrdinal === null && record.isLive && isReadable ? 'copied' : null;
}

function shownAt(
  { since }: DamagedRecord,
  end: Date | null,
  { daysWithData, timeZone }: BackupDetails,
): DamageStanding['shownAt'] {
  if (!since) return null;
  const sinceDay = dayOf(since, timeZone);
  const day = daysWithData.find((candidate) => candidate >= sinceDay);
  if (day === undefined) return null;
  if (day === sinceDay) return { day: null, at: since };
  const from = startOfDay(day, timeZone);
  if (end && end <= from) return null;
  // A record that was closed during the day is still what the day's full backup shows.
  return end && end <= endOfDay(day, timeZone) ? { day: null, at: from } : { day, at: null };
}
