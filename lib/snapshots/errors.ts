import type { BackupError } from '../backups/errors.ts';
import type { QueryableRange } from '../backups/queryable-range.ts';
import type { Day } from '../kernel/calendar.ts';
import type { ItemType } from './model.ts';

/** Why backup data can't be looked at or taken from, beside what the backup instance itself refuses. */
export type SnapshotError =
  | BackupError
  | {
      readonly code: 'DAY_OUTSIDE_RANGE';
      readonly day: Day;
      readonly range: QueryableRange;
      readonly extendable: boolean;
    }
  | { readonly code: 'DAY_BEFORE_ENABLING'; readonly day: Day; readonly enabledOn: Day }
  | { readonly code: 'DAY_WITHOUT_DATA'; readonly day: Day }
  /** No point of the day answers for the slot: a gap, the future, or no slot of the day at all. */
  | {
      readonly code: 'POINT_NOT_COVERED';
      readonly day: Day;
      readonly at: Date;
      readonly timeZone: string;
    }
  | {
      readonly code: 'RECORD_NOT_FOUND';
      readonly itemType: ItemType;
      readonly itemId: string;
      readonly day: Day;
    }
  | RecordDamaged
  /** One runs already, or was asked for and is about to. */
  | { readonly code: 'VERIFICATION_RUNNING'; readonly backupId: string }
  /** There is no point yet. */
  | { readonly code: 'NOTHING_TO_VERIFY'; readonly backupId: string }
  | ChainBroken;

/** The record of an item isn't what was backed up, or is gone, and no copy of the same content is there. */
export type RecordDamaged = {
  readonly code: 'RECORD_DAMAGED';
  readonly itemType: ItemType;
  readonly itemId: string;
};

/** The rows of a point, or the chain at it, were changed since it was taken. */
export type ChainBroken = { readonly code: 'CHAIN_BROKEN'; readonly ordinal: number };
