import type { BackupListItem } from '../backups/model.ts';
import type { QueryableRange } from '../backups/queryable-range.ts';
import type { Day } from '../kernel/calendar.ts';
import type { SortOrder } from '../kernel/sort.ts';
import type { SecretGenerator, Tags } from '../kms/model.ts';
import type { Gap, SlotSpan } from './gaps.ts';

export type ItemType = 'KEY' | 'SECRET';
export type PointKind = 'FULL' | 'INCREMENTAL';

/** A key as backed up: everything that a restore needs, its material in the clear (it is sealed as a whole). */
export type KeyContent = {
  readonly itemType: 'KEY';
  readonly keyId: string;
  readonly alias: string | null;
  readonly description: string;
  readonly tags: Tags;
  readonly spec: string;
  readonly usage: string;
  readonly state: string;
  readonly primaryVersionId: string;
  readonly createdAt: Date;
  readonly rotatedAt: Date | null;
  readonly rotationDays: number | null;
  readonly versions: readonly {
    readonly versionId: string;
    readonly createdAt: Date;
    readonly material: Uint8Array;
    readonly canary: Uint8Array<ArrayBuffer>;
  }[];
};

/** A secret as backed up: its values stay encrypted under versions of its encryption key. */
export type SecretContent = {
  readonly itemType: 'SECRET';
  readonly name: string;
  readonly keyId: string;
  readonly description: string;
  readonly tags: Tags;
  /** "Live", or "RecoveryWindow" if its deletion was scheduled. */
  readonly state: string;
  readonly createdAt: Date;
  readonly rotatedAt: Date | null;
  readonly rotationDays: number | null;
  readonly generator: SecretGenerator | null;
  readonly versions: readonly {
    readonly versionId: string;
    readonly createdAt: Date;
    readonly stages: readonly string[];
    readonly keyId: string;
    readonly keyVersionId: string;
    readonly ciphertext: Uint8Array<ArrayBuffer>;
  }[];
};

export type ItemContent = KeyContent | SecretContent;

export type ItemRef = { readonly itemType: ItemType; readonly itemId: string };

/** A record as kept: one sealed version of one item, from the point that added it to the one that closed it. */
export type BackupRecord = ItemRef & {
  readonly fromOrdinal: number;
  readonly toOrdinal: number | null;
  readonly alias: string | null;
  readonly spec: string | null;
  readonly state: string;
  readonly keyId: string | null;
  readonly versionCount: number;
  readonly itemCreatedAt: Date;
  readonly itemRotatedAt: Date | null;
  readonly contentHash: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
};

/** One state of a source that can be restored. */
export type BackupPoint = {
  /** Its number in the chain, from 1. */
  readonly ordinal: number;
  readonly kind: PointKind;
  readonly slotAt: Date;
  readonly capturedAt: Date;
  /** The number of the source's change feed that it has seen. */
  readonly throughSeq: bigint;
  /** Items alive at this point. */
  readonly keyCount: number;
  readonly secretCount: number;
  readonly added: number;
  readonly closed: number;
  readonly changesHash: Uint8Array<ArrayBuffer>;
  /** Keyed hash over every live item's hash; full points only. */
  readonly setHash: Uint8Array<ArrayBuffer> | null;
  readonly mac: Uint8Array<ArrayBuffer>;
};

/** The newest point of a chain and what the next one builds on. */
export type ChainHead = {
  readonly ordinal: number;
  readonly mac: Uint8Array<ArrayBuffer> | null;
  readonly throughSeq: bigint;
  readonly keyCount: number;
  readonly secretCount: number;
  /** False: the newest point's row is missing or isn't the one that the backup instance remembers. */
  readonly intact: boolean;
  /** The backup instance remembered an older point than this one: what was verified against that says nothing here. */
  readonly putBack: boolean;
  readonly damagedItems: readonly string[];
};

/** What a tab can be sorted by: the item's ID or name, its alias, when the shown state was captured. */
export const tabSorts = ['id', 'alias', 'backedUp'] as const;
export type TabSort = (typeof tabSorts)[number];
export const usualTabSort: SortOrder<TabSort> = { by: 'id', direction: 'ascending' };

export const tabNames = ['full', 'incremental', 'rotated'] as const;
/** The tabs of View Data, for keys and for secrets. */
export type TabName = (typeof tabNames)[number];
export type TabCounts = Readonly<Record<ItemType, Readonly<Record<TabName, number>>>>;

/** A backup instance's own page: what it is, its queryable range and the days of it that have data. */
export type BackupDetails = {
  readonly backup: BackupListItem;
  readonly timeZone: string;
  readonly range: QueryableRange;
  readonly enabledOn: Day | null;
  readonly daysWithData: readonly Day[];
};

/** A point on a day's time line, at the first slot of the day that it answers for. */
export type LinePoint = {
  readonly ordinal: number;
  readonly kind: PointKind;
  readonly slotAt: Date;
  /** Items that it found created, rotated, changed or deleted; of a first full, all that it holds. */
  readonly changes: number;
};

/** A day from 00:00 to 24:00, both included: its points and what none of them answers for. */
export type TimeLine = {
  readonly from: Date;
  readonly to: Date;
  readonly points: readonly LinePoint[];
  /** Covered slots, in order, and the first and the last of them. */
  readonly covered: readonly SlotSpan[];
  readonly firstSlotAt: Date;
  readonly lastSlotAt: Date;
  readonly gaps: readonly Gap[];
  /** How many slots are covered, and the fulls among them. */
  readonly slots: number;
  readonly fulls: number;
};

/** A day without a full backup: why it has none, and where to look instead. */
export type EmptyDay = {
  readonly line: Pick<TimeLine, 'from' | 'to' | 'points' | 'covered' | 'gaps'>;
  /** How many slots of it were missed. */
  readonly missed: number;
  /** `missed`: slots were. `due`: its full is still to come. `ended`: nothing was due any more. */
  readonly reason: 'missed' | 'due' | 'ended';
  /** The nearest days with data; null: there is none on that side. */
  readonly before: Day | null;
  readonly after: Day | null;
};

/** A day as of one of its points: by default its last. */
export type DayView = {
  readonly day: Day;
  readonly full: BackupPoint;
  /** The point that is shown, and the slot that it answers for. */
  readonly shown: BackupPoint;
  readonly shownSlotAt: Date;
  readonly counts: TabCounts;
};

/** Days that were backed up, and how much changed on them (records added or closed, the first full's aside). */
export type DayChanges = { readonly day: Day; readonly changes: number };

/** What became of an item between two points. */
export const changeKinds = ['created', 'rotated', 'changed', 'deleted'] as const;
export type ChangeKind = (typeof changeKinds)[number];
export type ChangeCounts = Readonly<Record<ItemType, Readonly<Record<ChangeKind, number>>>>;

export const changeSorts = ['item', 'when'] as const;
export type ChangeSort = (typeof changeSorts)[number];

/** From one point (its state is the first) to a later one (its state is the second). */
export type ChangeSpan = { readonly first: number; readonly second: number };

/** Null: keys and secrets, whatever became of them. */
export type ChangeQuery = ChangeSpan & {
  readonly itemType: ItemType | null;
  readonly kind: ChangeKind | null;
  readonly sort: SortOrder<ChangeSort>;
};

/** An item that is another one at the second point: its record at each, null where it isn't alive. */
export type ChangedRow = ItemRef & {
  readonly kind: ChangeKind;
  /** When its last change in between was captured. */
  readonly changedAt: Date;
  readonly first: BackupRecord | null;
  readonly second: BackupRecord | null;
};

/** A record without its content, with the slots of the points that opened and closed it. */
export type ItemState = Omit<BackupRecord, 'sealed'> & {
  readonly slotAt: Date;
  readonly capturedAt: Date;
  /** Null: it is the newest state, and still so. */
  readonly closedSlotAt: Date | null;
};

/** A point as a choice: what it is and how much it changed. */
export type PointChoice = {
  readonly ordinal: number;
  readonly kind: PointKind;
  readonly slotAt: Date;
  readonly changes: number;
};

/** The points of one calendar day of a backup instance, taken together. */
export type DayTotals = {
  readonly backupId: string;
  readonly day: Day;
  readonly points: number;
  readonly fulls: number;
  readonly changes: number;
};

/** Slots one after the other that points of a backup instance answer for. */
export type CoveredRun = {
  readonly backupId: string;
  readonly firstSlotAt: Date;
  readonly lastSlotAt: Date;
};

/** How an item as backed up compares with the live one in its source. */
export type AgainstLive = 'same' | 'changed' | 'deleted';

export const lanes = ['incremental', 'full', 'large'] as const;
/**
 * Kinds of work that don't wait for one another: small incrementals, small fulls, and what has to look at more than
 * `largeItems` items.
 */
export type Lane = (typeof lanes)[number];
export const largeItems = 1000;

/** How far a snapshot has come, of `total` items; 0: not known. */
export type RunProgress = {
  readonly kind: PointKind;
  readonly slotAt: Date;
  readonly startedAt: Date;
  readonly done: number;
  readonly total: number;
};
