import type { Page, PageRequest } from '../kernel/page.ts';
import type { BackupRecord, ItemRef } from './model.ts';
import type {
  DamagedRecord,
  FoundDamage,
  KeptPoint,
  RecordStub,
  VerifyClaim,
  VerifyResult,
} from './verify-model.ts';

/** Verifications and what they found, as kept. */
export interface VerificationStore extends ChainReader {
  /**
   * Makes a verification due at once and shows it as begun. 'running': one runs, or was asked for and will;
   * 'nothing': there is no point yet.
   */
  request(backupId: string, now: Date): Promise<'requested' | 'running' | 'nothing'>;
  /** Leases the backup instance's verification if it is due and nobody else holds it. */
  claimOne(backupId: string, now: Date, leaseUntil: Date, token: string): Promise<VerifyClaim | undefined>;
  /** The same for the one that has been due longest; expired and disabled backup instances never are. */
  claimDue(now: Date, leaseUntil: Date, token: string): Promise<VerifyClaim | undefined>;
  /** Keeps the lease alive and tells progress. False if it was lost: the work is to stop. */
  renew(claim: VerifyClaim, leaseUntil: Date, done: number, total: number): Promise<boolean>;
  /** Writes the result and what was found in place of the last one's, whole, if the claim still holds. */
  finish(claim: VerifyClaim, result: VerifyResult, at: Date, nextDueAt: Date): Promise<boolean>;
  /** Ends it without a result; the last one stays. */
  fail(claim: VerifyClaim, at: Date, code: string, nextDueAt: Date): Promise<void>;

  /** What the last verification since the enabling found; searched by name. */
  damagedPage(backupId: string, request: PageRequest): Promise<Page<DamagedRecord>>;
  /** The same of one item. */
  damageOf(backupId: string, item: ItemRef): Promise<readonly FoundDamage[]>;
  /** How many of them are alive somewhere from one point to another. */
  damagedIn(backupId: string, from: number, to: number): Promise<number>;
  /** The first slot that each of the points answers for, of those whose rows still tell. */
  slotsOf(backupId: string, ordinals: readonly number[]): Promise<ReadonlyMap<number, Date>>;
  /** All of it. */
  foundDamage(backupId: string): Promise<readonly FoundDamage[]>;
}

export type Strays = {
  readonly points: readonly number[];
  /** Points to which records of no kind that there is are said to belong. */
  readonly nameless: readonly number[];
  readonly records: readonly RecordStub[];
  /** Records that are in the chain but were closed by a point that isn't. */
  readonly endless: readonly RecordStub[];
};

/**
 * Reads a chain in pages that memory can hold. Everything comes as it is kept, whatever was done to it; but a record that
 * says to be of no kind that there is, is none.
 */
export interface ChainReader {
  /** Points with their manifests after an ordinal, in order, up to another: some, bounded by their size; none at the end. */
  keptPoints(backupId: string, after: number, through: number): Promise<readonly KeptPoint[]>;
  countRecords(backupId: string, through: number): Promise<number>;
  /** Records that a point from one ordinal to another added. */
  stubs(backupId: string, from: number, to: number): Promise<readonly RecordStub[]>;
  /** Records that a point from one ordinal to another closed, as their rows say. */
  closed(backupId: string, from: number, to: number): Promise<readonly RecordStub[]>;
  /** The same records whole, in batches bounded by their size. */
  records(backupId: string, from: number, to: number): AsyncIterable<readonly BackupRecord[]>;
  /** Every record that is alive at a point, whole, in batches as well. */
  recordsAt(backupId: string, ordinal: number): AsyncIterable<readonly BackupRecord[]>;
  /** The newest record of an item that is alive at some point from one ordinal to another, made before an instant. */
  newestOf(
    backupId: string,
    item: ItemRef,
    from: number,
    to: number,
    madeBefore: Date,
  ): Promise<BackupRecord | undefined>;
  /** Every record that has the item and the content hash of one of those, the newest first. */
  withContent(
    backupId: string,
    contents: readonly (ItemRef & Pick<BackupRecord, 'contentHash'>)[],
  ): Promise<readonly BackupRecord[]>;
  /** Records that are alive at a point, as their rows say. */
  aliveAt(backupId: string, ordinal: number): Promise<readonly RecordStub[]>;
  /** The newest ordinal up to the given one of which there is a point or a manifest; 0: none. */
  newestKept(backupId: string, through: number): Promise<number>;
  /** What lies outside the chain: before its first point, or after the newest one remembered. */
  strays(backupId: string): Promise<Strays>;
}
