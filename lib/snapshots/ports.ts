import type { BackupInstance } from '../backups/model.ts';
import type { BackupStore } from '../backups/ports.ts';
import type { Day } from '../kernel/calendar.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { Region } from '../kernel/regions.ts';
import type { SortOrder } from '../kernel/sort.ts';
import type { KeyWithVersions, SecretWithVersions } from '../kms/model.ts';
import type { KeyCrypto, KmsStore } from '../kms/ports.ts';
import type { Tombstone } from '../kms/row-seal.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdGenerator } from '../ports/ids.ts';
import type { Keyring, WrappedDataKey } from '../ports/keyring.ts';
import type { SlotSpan } from './gaps.ts';
import type { HistoryStore } from './history-ports.ts';
import type {
  BackupPoint,
  BackupRecord,
  ChainHead,
  DayChanges,
  ItemRef,
  ItemType,
  Lane,
  LinePoint,
  RunProgress,
  TabName,
  TabSort,
} from './model.ts';
import type { Standing } from './schedule.ts';
import type { Healing } from './verify-model.ts';
import type { VerificationStore } from './verify-ports.ts';

/** A lease on one due backup instance: its holder may commit one point, while nobody else took it over. */
export type Claim = {
  readonly backup: BackupInstance;
  readonly token: string;
  /** The slot that it is for: that of the moment of the claim. */
  readonly slotAt: Date;
  /** From this slot on the next snapshot is a full one; null: at once. */
  readonly fullDueAt: Date | null;
};

/** Live items of a source as they stood at one moment. */
export type SourceBatch = {
  readonly keys: readonly KeyWithVersions[];
  readonly secrets: readonly SecretWithVersions[];
};

/** What a deletion left, and its seal. */
export type TombstoneRecord = Tombstone & { readonly mac: Uint8Array };

/** What a capture compares live items with. */
export type OpenRecord = ItemRef & Pick<BackupRecord, 'fromOrdinal' | 'contentHash'>;

/** Which live items a capture reads: all, those changed after a number of the feed, or these. */
export type CaptureScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'after'; readonly seq: bigint }
  | { readonly kind: 'uids'; readonly keys: readonly string[]; readonly secrets: readonly string[] };

/** An item as read, with the digest of its rows as they stand. */
export type SourceItem<Item> = Item & { readonly digest: Uint8Array<ArrayBuffer> };

export type CaptureBatch = {
  readonly keys: readonly SourceItem<KeyWithVersions>[];
  readonly secrets: readonly SourceItem<SecretWithVersions>[];
};

/** An open record with the digest of the live rows that it was last found to hold; null: not known. */
export type KnownRecord = OpenRecord & { readonly sourceDigest: Uint8Array | null };

/** Every live item held against its open record by their rows' digests. */
export type Comparison = {
  /** Records whose live item's rows are still those that the record was made of. */
  readonly same: readonly OpenRecord[];
  /** The other open records: their item has other rows, or is gone. */
  readonly others: readonly KnownRecord[];
  /** Live items that must be read: their rows are others than their record's, or they have none. */
  readonly differing: CaptureScope;
};

/** A record to be added, with the digest of the rows that it was made of. */
export type FreshRecord = BackupRecord & { readonly sourceDigest: Uint8Array };

export type PointCommit = {
  readonly point: BackupPoint;
  /** What it added and closed (`encodeManifest`). */
  readonly manifest: Uint8Array;
  /** The slot from which the next snapshot is a full one. */
  readonly fullDueAt: Date | null;
  /** The slots it answers for. */
  readonly firstSlotAt: Date;
  readonly lastSlotAt: Date;
  readonly nextDueAt: Date | null;
  readonly finishedAt: Date;
  /** Live items that could not be backed up as they are, by `refKey`. */
  readonly damagedItems: readonly string[];
  /** It made damage good: a verification is due at once, so that what is healed isn't named on. */
  readonly healed: boolean;
};

/** Nothing new was found: the newest point answers for more slots. */
export type CoverageCommit = {
  readonly ordinal: number;
  readonly slotAt: Date;
  readonly lookedAt: Date;
  readonly throughSeq: bigint;
  readonly nextDueAt: Date | null;
  readonly damagedItems: readonly string[];
};

/** A claimed backup instance whose source's live items are, row by row, those of its open records. */
export type UnchangedSource = {
  readonly claim: Claim;
  /** The newest point, a full one, and the MAC of the one before; null: it is the first. */
  readonly head: BackupPoint;
  readonly macBefore: Uint8Array | null;
  /** The feed's number, read before the items were looked at. */
  readonly throughSeq: bigint;
  readonly sourceDataKey: WrappedDataKey;
  readonly backupDataKey: WrappedDataKey;
  readonly alive: readonly OpenRecord[];
};

/**
 * One consistent look at the source and one transaction on the backup, ended by one of the commit methods.
 * If the lease or the association was lost by then, nothing is written and the capture answers 'lost'.
 */
export interface CaptureSession {
  /** The source's data key and its feed's number; null if the source is gone. */
  readonly source: {
    readonly dataKey: WrappedDataKey;
    readonly changeSeq: bigint;
    readonly itemCount: number;
  } | null;
  readonly backupDataKey: WrappedDataKey;
  readonly head: ChainHead;
  /**
   * Every live item beside its open record, without reading what hasn't changed. Records that don't count are as if
   * there were none.
   */
  compare(counts: (record: OpenRecord) => boolean): Promise<Comparison>;
  /** Live items in batches. */
  items(scope: CaptureScope): AsyncIterable<CaptureBatch>;
  /** What deletions after a number of the feed left, each with its seal. */
  deleted(afterSeq: bigint): Promise<readonly TombstoneRecord[]>;
  /** Open records of the given items. */
  openRecords(items: readonly ItemRef[]): Promise<readonly KnownRecord[]>;
  addRecords(records: readonly FreshRecord[]): Promise<void>;
  /** Open records whose item's rows have changed though its content hasn't: from now on these digests count. */
  setDigests(records: readonly KnownRecord[]): Promise<void>;
  closeRecords(items: readonly OpenRecord[], atOrdinal: number): Promise<void>;
  /** Gives rows the ends that they are to have, before anything else is written. */
  heal(healing: Healing): Promise<void>;
  commitPoint(commit: PointCommit): Promise<void>;
  commitCoverage(commit: CoverageCommit): Promise<void>;
}

/** Slots that a point answers for, the first and the last of them included. */
export type CoverageSpan = SlotSpan & { readonly ordinal: number };

export type TabRow = BackupRecord & {
  readonly capturedAt: Date;
  /** The slot of the point that closed it. */
  readonly closedSlotAt: Date | null;
  /** The last slot at which it was alive and could be chosen; null while it is open. */
  readonly lastSlotAt: Date | null;
};

export type TabQuery = DayQuery & {
  readonly itemType: ItemType;
  readonly tab: TabName;
  readonly sort: SortOrder<TabSort>;
};

/** A day's points up to one of them. */
export type DayQuery = {
  readonly fullOrdinal: number;
  readonly lastOrdinal: number;
  /** The day's instants, for what was rotated in it. */
  readonly from: Date;
  readonly to: Date;
};

export interface SnapshotStore {
  /**
   * Covers the current slot for due, enabled, unexpired backup instances that nobody holds, whose full isn't due, whose
   * newest point is intact and has seen all of its source's changes: the point answers for the slot too, as if an
   * incremental had found nothing. At most `most`; answers how many.
   */
  coverQuiet(now: Date, most: number): Promise<number>;
  /**
   * For enabled backup instances that nobody holds and whose next slot lies after `latestDue`: takes coverage of slots
   * after now away and sets when they are due by `plan`; recorded times don't stay in the future. Answers how many it
   * put right; 0: there are none left.
   */
  rewind(
    now: Date,
    latestDue: Date,
    plan: (backup: Standing & { readonly regionId: string }) => {
      readonly dueAt: Date;
      readonly fullDueAt: Date | null;
    },
  ): Promise<number>;
  /**
   * Leases due backup instances that nobody else holds, the longest due first; expired ones are never due. Without a
   * lane: of any.
   */
  claimDue(
    now: Date,
    leaseUntil: Date,
    most: number,
    newToken: () => string,
    lane?: Lane,
  ): Promise<readonly Claim[]>;
  /**
   * Leases one backup instance at once, due or not, also while it waits to try again after a failure. Undefined
   * if another process holds it, or it isn't enabled or has expired.
   */
  claimOne(backupId: string, now: Date, leaseUntil: Date, token: string): Promise<Claim | undefined>;
  /** Keeps the lease alive and shows progress. False if the lease was lost: the work is to stop. */
  renewLease(claim: Claim, leaseUntil: Date, progress: RunProgress): Promise<boolean>;
  /** Gives claims back that were not begun: they are due as before. */
  letGo(claims: readonly Claim[]): Promise<void>;
  /** Records a failure and gives the lease back: the slot stays due and is tried again at that moment. */
  failRun(claim: Claim, run: RunProgress, failedAt: Date, error: string, tryAgainAt: Date): Promise<void>;
  /** Ends the schedule of a claimed backup instance: its source is gone. Its points stay. */
  stopSchedule(claim: Claim): Promise<void>;
  /** Ends the claim's run if its progress was shown; a commit does that by itself. */
  endRun(claim: Claim, finishedAt: Date): Promise<void>;
  /**
   * Those of the claims whose source is unchanged; none with damaged items or records, whose newest point is not intact,
   * or counted others than there are.
   */
  unchangedSources(claims: readonly Claim[]): Promise<readonly UnchangedSource[]>;
  /** Commits a point of each, or nothing of one whose lease or association was lost. Answers which were committed. */
  commitPoints(
    commits: readonly { readonly claim: Claim; readonly commit: PointCommit }[],
  ): Promise<readonly string[]>;
  capture<T>(claim: Claim, work: (session: CaptureSession) => Promise<T>): Promise<T | 'lost'>;

  /**
   * Coverage that touches the span (its end excluded), in order. A slot is in one row, but for that of a last point
   * before a release, which the point before it covers too.
   */
  coverage(backupId: string, from: Date, to: Date): Promise<readonly CoverageSpan[]>;
  /** Points from an ordinal to another, in order. */
  points(backupId: string, from: number, to: number): Promise<readonly BackupPoint[]>;
  /** The full points whose slot is in the span, in order. */
  fullPoints(backupId: string, from: Date, to: Date): Promise<readonly BackupPoint[]>;
  /** The newest point whose slot is not after the instant. */
  newestPoint(backupId: string, notAfter: Date): Promise<BackupPoint | undefined>;
  /** The newest full point before an ordinal. */
  fullBefore(backupId: string, ordinal: number): Promise<BackupPoint | undefined>;
  /** Those of the items that are live in the instance. */
  liveItems(instanceId: string, items: readonly ItemRef[]): Promise<SourceBatch>;
  /** The newest point's number and MAC, as the backup instance itself remembers them. */
  chainHead(backupId: string): Promise<{ readonly ordinal: number; readonly mac: Uint8Array } | undefined>;

  /** What points did, from an ordinal to another, in order. */
  pointChanges(backupId: string, from: number, to: number): Promise<readonly Omit<LinePoint, 'slotAt'>[]>;
  /** The days of the span that have a full which some slot still answers with, in order. */
  daysWithFull(backupId: string, from: Date, to: Date, timeZone: string): Promise<readonly Day[]>;
  /** How much changed on the days of the span that have points. */
  dayChanges(backupId: string, from: Date, to: Date, timeZone: string): Promise<readonly DayChanges[]>;
  /** Items that came, or were rotated, in the day up to its point. (What its full holds, the full itself says.) */
  laterCounts(
    backupId: string,
    query: DayQuery,
  ): Promise<Readonly<Record<ItemType, Readonly<Record<'incremental' | 'rotated', number>>>>>;
  /** `fullCount`: how many items of the type the day's full holds. */
  tabPage(backupId: string, query: TabQuery, request: PageRequest, fullCount: number): Promise<Page<TabRow>>;
  /** When those of the items that are not live in the instance were last deleted from it, by `refKey`. */
  deletedAt(instanceId: string, items: readonly ItemRef[]): Promise<ReadonlyMap<string, Date>>;
  /** The newest record of the item alive somewhere from the day's full to its last point. */
  findRecord(
    backupId: string,
    item: ItemRef,
    fullOrdinal: number,
    lastOrdinal: number,
    /** What was made at or after it belongs to the next day. */
    madeBefore?: Date,
  ): Promise<TabRow | undefined>;
}

export type SnapshotPorts = {
  readonly snapshots: SnapshotStore;
  readonly verifications: VerificationStore;
  readonly history: HistoryStore;
  readonly backups: BackupStore;
  readonly kms: KmsStore;
  readonly crypto: KeyCrypto;
  readonly keyring: Keyring;
  readonly ids: IdGenerator;
  readonly clock: Clock;
  /** The site's regions: every backup instance is in one of them. */
  readonly regions: readonly Region[];
};
