import type { SortOrder } from '../kernel/sort.ts';

/** What the Backups list can be sorted by; without an alias, or without a backup yet, comes first. */
export const backupSorts = ['alias', 'latest', 'created'] as const;
export type BackupSort = (typeof backupSorts)[number];

/** The region's default backup instance was there first. */
export const usualBackupSort: SortOrder<BackupSort> = { by: 'created', direction: 'ascending' };
