import type { Day } from '../kernel/calendar.ts';
import type { ItemDifference } from './history-model.ts';
import type { AgainstLive, ItemType } from './model.ts';

/** A row of a tab: metadata alone, never a value. */
export type TabItem = {
  readonly itemType: ItemType;
  readonly itemId: string;
  readonly alias: string | null;
  readonly spec: string | null;
  readonly state: string;
  readonly keyId: string | null;
  readonly versionCount: number;
  readonly createdAt: Date;
  readonly rotatedAt: Date | null;
  /** When this state was captured. */
  readonly backedUpAt: Date;
  /** It came after the day's full, which has the item in an older state. */
  readonly changedSinceFull: boolean;
  /** By this slot the item was deleted: what is shown is how it last was alive. Null: alive at the chosen point. */
  readonly deletedBy: Date | null;
  /** The last day of the queryable range as it is now from which this state can be restored. Null: it is the newest. */
  readonly restorableUntil: Day | null;
  /** When the live item was deleted, where the source still knows. */
  readonly liveDeletedAt: Date | null;
  /** Null: the record doesn't open, or doesn't fit what is shown of it. It can't be restored. */
  readonly againstLive: AgainstLive | null;
  /** In what the live item differs, where it changed since and both can be read. */
  readonly differences: readonly ItemDifference[];
};
