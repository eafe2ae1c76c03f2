import type { BackupInstance } from '../backups/model.ts';
import type { BackupPoint, BackupRecord, ItemRef } from './model.ts';

/**
 * What is wrong with a record. CHANGED: it is not the one that the chain names there, or it doesn't open. MISSING: the
 * chain names it, and it isn't there. UNKNOWN: the chain knows of no such record. SPAN: it is sound, but not opened or
 * closed where the chain says.
 */
export const damageKinds = ['CHANGED', 'MISSING', 'UNKNOWN', 'SPAN'] as const;
export type DamageKind = (typeof damageKinds)[number];

/** A record by its place: its item, and the point that added it. */
export type RecordPlace = ItemRef & { readonly fromOrdinal: number };

export const placeKey = ({ itemType, itemId, fromOrdinal }: RecordPlace): string =>
  `${itemType} ${fromOrdinal} ${itemId}`;

/** A damaged record as a verification found it. */
export type FoundDamage = RecordPlace & {
  /** The point that closed it, as the chain says; null: still open. */
  readonly toOrdinal: number | null;
  readonly kind: DamageKind;
};

/** A damaged record as it is listed. */
export type DamagedRecord = FoundDamage & {
  /** The slots of the points that added and closed it; null: not closed, or the point's row is gone. */
  readonly since: Date | null;
  readonly until: Date | null;
  readonly foundAt: Date;
  /** The live key's, or as the newest record says that is not damaged itself; null: none, or a secret. */
  readonly alias: string | null;
  /** The source has the item. */
  readonly isLive: boolean;
};

/** What a full backup makes good before it looks at the source. */
export type Healing = {
  /** Closed by its point, whether their rows are there or not. */
  readonly closed: readonly RecordPlace[];
  /** Rows whose end is to be as the chain has it. */
  readonly ends: readonly (RecordPlace & { readonly toOrdinal: number })[];
  /** Open rows that count as absent, by `placeKey`: a live item of theirs is sealed anew. */
  readonly absent: ReadonlySet<string>;
};

/** A point of the chain as kept, with the manifest behind its changesHash; either may be gone. */
export type KeptPoint = {
  readonly ordinal: number;
  /** `accountId`: whose it says it is. */
  readonly point: (BackupPoint & { readonly accountId: string }) | undefined;
  readonly manifest: Uint8Array | undefined;
};

/** What is read of every record before it is opened. */
export type RecordStub = RecordPlace & Pick<BackupRecord, 'toOrdinal' | 'contentHash'>;

/** The newest point, as the backup instance itself remembers it. */
export type RememberedHead = { readonly ordinal: number; readonly mac: Uint8Array | null };

/** A lease on the verification of one backup instance: its holder may write one result. */
export type VerifyClaim = {
  readonly backup: BackupInstance;
  readonly token: string;
  readonly head: RememberedHead;
};

export type VerifyResult = {
  readonly throughOrdinal: number;
  readonly points: number;
  readonly records: number;
  readonly damaged: readonly FoundDamage[];
  /** Points that don't hold, in order. */
  readonly brokenPoints: readonly number[];
};
