/** Everything that is refused of a backup instance, with what a person needs to know to go on. */
export type BackupError =
  | { readonly code: 'BACKUP_NOT_FOUND'; readonly backupId: string }
  | { readonly code: 'BACKUP_ALREADY_ENABLED'; readonly backupId: string }
  | { readonly code: 'BACKUP_NOT_ENABLED'; readonly backupId: string }
  | { readonly code: 'BACKUP_EXPIRED'; readonly backupId: string; readonly expiredAt: Date }
  | { readonly code: 'BACKUP_TYPE'; readonly backupId: string }
  | { readonly code: 'SOURCE_NOT_FOUND'; readonly instanceId: string }
  | { readonly code: 'SOURCE_HARDWARE'; readonly instanceId: string; readonly name: string }
  | { readonly code: 'SOURCE_RELEASED'; readonly instanceId: string; readonly name: string }
  /** Keys and secrets that were changed without the KMS or don't open: no backup can hold them as they are. */
  | {
      readonly code: 'SOURCE_DAMAGED';
      readonly instanceId: string;
      readonly name: string;
      /** Key IDs and secret names. */
      readonly itemIds: readonly string[];
    };
