import type { QueryableRange } from '../backups/queryable-range.ts';
import type { Day } from '../kernel/calendar.ts';
import type { Page } from '../kernel/page.ts';
import type { SecretGenerator, Tags } from '../kms/model.ts';
import type {
  AgainstLive,
  BackupPoint,
  ChangeCounts,
  ChangeKind,
  ItemRef,
  ItemState,
  PointChoice,
} from './model.ts';
import type { Missed, YearDay } from './year.ts';

/** One version of a backed-up item: what may be shown of it, never its material or value. */
export type VersionFacts = {
  readonly versionId: string;
  readonly createdAt: Date;
  /** Of a secret's version; a key's primary one has none. */
  readonly stages: readonly string[];
  /** A key encrypts with this one. */
  readonly isPrimary: boolean;
  /** The key, and its version, that encrypts a secret's value; null for a key's own versions. */
  readonly keyId: string | null;
  readonly keyVersionId: string | null;
};

/** What may be shown of a backed-up item. */
export type ItemFacts = ItemRef & {
  readonly alias: string | null;
  readonly description: string;
  readonly tags: Tags;
  readonly spec: string | null;
  readonly usage: string | null;
  readonly state: string;
  /** The encryption key of a secret; null for keys. */
  readonly keyId: string | null;
  readonly createdAt: Date;
  readonly rotatedAt: Date | null;
  readonly rotationDays: number | null;
  readonly generator: SecretGenerator | null;
  /** Oldest first. */
  readonly versions: readonly VersionFacts[];
};

/** One thing in which two states of an item differ; values and material are only ever said to differ. */
export type ItemDifference =
  | { readonly field: PlainField; readonly from: PlainFact; readonly to: PlainFact }
  | {
      readonly field: 'tags';
      readonly changes: readonly {
        readonly name: string;
        readonly from: string | null;
        readonly to: string | null;
      }[];
    }
  | {
      readonly field: 'versions';
      readonly added: readonly VersionFacts[];
      readonly removed: readonly VersionFacts[];
      /** Of the same ID: other stages, another primary, or another value. */
      readonly changed: readonly VersionFacts[];
      /** Those of the same ID whose value or material is another one. */
      readonly otherValue: readonly string[];
    };

/** `createdAt` differs where another item took the name or ID. */
export const plainFields = [
  'createdAt',
  'alias',
  'description',
  'spec',
  'usage',
  'state',
  'keyId',
  'rotatedAt',
  'rotationDays',
  'generator',
] as const satisfies readonly (keyof ItemFacts)[];

export type PlainField = (typeof plainFields)[number];
/** What a plain field holds. */
export type PlainFact = ItemFacts[PlainField];

/** The state of a source at a slot, as backed up. */
export type Moment = {
  readonly slotAt: Date;
  /** The newest point up to the slot: a point answers for all slots until the next. */
  readonly point: BackupPoint;
  /** False: the slot was missed; what was so then isn't known, and the point before stands for it. */
  readonly isCovered: boolean;
};

/** An item that is another one at the second of two points. */
export type ComparedItem = ItemRef & {
  readonly alias: string | null;
  readonly kind: ChangeKind;
  readonly changedAt: Date;
  /** What differs, where the item is there at both. Null: a record of it is damaged. */
  readonly differences: readonly ItemDifference[] | null;
  /** Made before the first of the points, which doesn't have it: it was restored in between. */
  readonly cameBack: boolean;
};

/** What differs between two points, as it is asked for: from a later one to an earlier one, too. */
export type Comparison = {
  readonly from: Moment;
  readonly to: Moment;
  readonly reversed: boolean;
  readonly counts: ChangeCounts;
  readonly page: Page<ComparedItem>;
  /** The points of the days of both, to choose from. */
  readonly fromChoices: readonly PointChoice[];
  readonly toChoices: readonly PointChoice[];
};

/** One thing that happened to an item, as its backups tell it. */
export type ItemEvent = {
  readonly kind: ChangeKind | 'restored';
  /** The slot of the point that saw it. */
  readonly slotAt: Date;
  /** The state from then on; null where it was deleted. */
  readonly state: ItemState | null;
  /** The state until then; null where there was none in view. */
  readonly before: ItemState | null;
};

/** An item as it stands in a backup. */
export type ItemInBackup = {
  readonly item: ItemRef;
  /** Its alias then, if it had one. */
  readonly alias: string | null;
  readonly day: Day;
  readonly versionCount: number;
  readonly backedUpAt: Date;
  /** The point that took this state. */
  readonly fromOrdinal: number;
  /** Null: its record is damaged; nothing of it can be shown or restored. */
  readonly facts: ItemFacts | null;
  /** Null: it is the newest state, and stays restorable. */
  readonly restorableUntil: Day | null;
  readonly live: {
    readonly standing: AgainstLive | 'live-damaged';
    readonly differences: readonly ItemDifference[];
  };
  /** The state before this one; null: there is none. Its differences are null if its record is damaged. */
  readonly before: { readonly differences: readonly ItemDifference[] | null } | null;
  /** What happened to it within the queryable range, newest first. */
  readonly events: readonly ItemEvent[];
  /** States in the range that are not told, since there are so many. */
  readonly olderStates: number;
};

/** A year of a backup instance: its days up to today, and what was missed in them. */
export type BackupYear = {
  readonly days: readonly YearDay[];
  readonly missed: Missed;
  readonly enabledOn: Day;
  readonly range: QueryableRange;
};
