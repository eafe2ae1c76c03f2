import { z } from 'zod';

/** What the panels of the Backups page accept; messages are names of rules, as in the KMS's schema. */
export const backupId = z.string('backupId').regex(/^kbi-[a-z0-9]{1,40}$/, 'backupId');

export const enableBackupInput = z.object({
  backupId,
  sourceInstanceId: z.string('sourceInstance').regex(/^kst-[a-z0-9]{1,40}$/, 'sourceInstance'),
  alias: z
    .string('backupAlias')
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} _.-]{0,63}$/u, 'backupAlias'),
});

/** An action on one backup instance that needs to know nothing more. */
export const backupIdInput = z.object({ backupId });
