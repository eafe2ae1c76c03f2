/** Backup instances (topic, "Backup instance type"). */

export type BackupType = 'DEFAULT' | 'PURCHASED' | 'UPLOAD';

/** Disabled: no source, no data. Enabled: backs up its source on schedule. */
export type BackupState = 'DISABLED' | 'ENABLED';

/** A backup instance without its points. */
export type BackupInstance = {
  readonly id: string;
  readonly accountId: string;
  readonly regionId: string;
  readonly type: BackupType;
  readonly state: BackupState;
  readonly alias: string | null;
  /** Queryable range, in calendar days of the region, today included. */
  readonly queryableDays: number;
  readonly createdAt: Date;
  /** Null: permanently valid. */
  readonly expiresAt: Date | null;
  readonly sourceInstanceId: string | null;
  readonly enabledAt: Date | null;
  readonly dataKeyId: string | null;
  /** Moves on with every Enable and Reset; what began under an older one commits nothing. */
  readonly epoch: number;
};

/** A default backup instance's queryable range, in days; it can't be extended (topic, "Backup instance type"). */
export const defaultQueryableDays = 7;

/** What a backup instance is doing, as the list and the details page show it. */
export type BackupActivity = {
  readonly kind: 'FULL' | 'INCREMENTAL';
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly done: number;
  readonly total: number;
  /** Code of the failure, if it failed. */
  readonly error: string | null;
};

/** The verification of a backup instance's chain: the last result, and one that runs, if any. */
export type Verification = {
  /** Null while none has ended yet. */
  readonly result: {
    readonly at: Date;
    readonly points: number;
    readonly records: number;
    /** Records that are damaged; they can't be restored. */
    readonly damaged: number;
    /** Points that don't hold, the first hundred. */
    readonly brokenPoints: readonly number[];
    /** No slot from this one on has to do with what is damaged. Null: some do, it can't be told, or nothing is. */
    readonly damagedUntil: Date | null;
  } | null;
  readonly running: { readonly startedAt: Date; readonly done: number; readonly total: number } | null;
  /** Code of the failure, if the newest could not be carried through. */
  readonly error: string | null;
};

/** The newest snapshot that failed, also when later ones went well. */
export type LastFailure = { readonly at: Date; readonly code: string };

/** A row of the list: with its source and what its newest point holds. */
export type BackupListItem = BackupInstance & {
  readonly sourceName: string | null;
  readonly sourceReleased: boolean;
  /** When the source was last looked at with success; its state of that moment can be restored. */
  readonly latestBackupAt: Date | null;
  readonly keyCount: number;
  readonly secretCount: number;
  /** Live items of the source that can't be backed up as they are ("KEY key-…"); their last good record stays. */
  readonly damagedItems: readonly string[];
  /** The newest run that had something to do, if any. */
  readonly activity: BackupActivity | null;
  readonly lastFailure: LastFailure | null;
  /** Null: never verified since it was enabled. */
  readonly verification: Verification | null;
};

/** A backup instance of a source with what its newest point holds, and whether it goes on taking points. */
export type SourceBackup = { readonly backup: BackupListItem; readonly isUsable: boolean };

/** How the schedule of a region's backup instances goes, of those that are on it. */
export type Schedule = {
  readonly count: number;
  /** The newest backup of all; null: none yet. */
  readonly newest: Date | null;
  /** The newest backup of the one that is the furthest behind; where it has none yet, its enabling. */
  readonly oldest: Date | null;
  /** How many backup instances failed at their last backup, or have something damaged; enabled and not expired. */
  readonly ailing: number;
  /** Those on the schedule, with the instant from which it asks for slots. */
  readonly scheduled: readonly { readonly id: string; readonly enabledAt: Date }[];
};
