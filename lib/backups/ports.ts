import type { Page, PageRequest } from '../kernel/page.ts';
import type { SortOrder } from '../kernel/sort.ts';
import type { KmsStore } from '../kms/ports.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdGenerator } from '../ports/ids.ts';
import type { Keyring, WrappedDataKey } from '../ports/keyring.ts';
import type { BackupSort } from './list-orders.ts';
import type { BackupInstance, BackupListItem, BackupState, BackupType, Schedule } from './model.ts';

/** Null: every state, every type. */
export type BackupFilter = PageRequest & {
  readonly state: BackupState | null;
  readonly type: BackupType | null;
  readonly sort: SortOrder<BackupSort>;
};

/** What enabling writes. */
export type Association = {
  readonly backupId: string;
  readonly accountId: string;
  /** The epoch that was seen: another one means that somebody was faster. */
  readonly seenEpoch: number;
  readonly sourceInstanceId: string;
  readonly alias: string;
  readonly dataKey: WrappedDataKey;
  readonly enabledAt: Date;
  /** The slot of the first full backup. */
  readonly dueAt: Date;
};

/** Backup instances as kept. Every read is bound to the account that is given. */
export interface BackupStore {
  find(accountId: string, backupId: string): Promise<BackupInstance | undefined>;
  findListed(accountId: string, backupId: string): Promise<BackupListItem | undefined>;
  list(accountId: string, regionId: string, filter: BackupFilter): Promise<Page<BackupListItem>>;
  /** All of a region, whatever a list shows of them. */
  listAll(accountId: string, regionId: string): Promise<readonly BackupListItem[]>;
  /** How the region's schedule goes, in one look; what has expired is on it no more. */
  schedule(accountId: string, regionId: string, now: Date): Promise<Schedule>;
  /** Backup instances that have the KMS instance as their source. */
  ofSource(accountId: string, instanceId: string): Promise<readonly BackupInstance[]>;
  /**
   * Associates a Disabled backup instance with its source, at a new epoch. 'changed': it no longer is as seen.
   * 'source-gone': the source was released; no release can come between this look and the association.
   */
  associate(association: Association): Promise<'associated' | 'changed' | 'source-gone'>;
  /** Makes the default backup instance of each region where the account has none. */
  ensureDefaults(instances: readonly BackupInstance[]): Promise<void>;
}

/** What the use cases of backup instances need. */
export type BackupPorts = {
  readonly backups: BackupStore;
  readonly kms: KmsStore;
  readonly keyring: Keyring;
  readonly ids: IdGenerator;
  readonly clock: Clock;
};
