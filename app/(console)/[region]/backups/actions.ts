'use server';

import { after } from 'next/server';
import { runAction } from '@/app/action';
import type { ActionResult } from '@/components/action-result';
import { enableBackup } from '@/lib/backups/enable-backup';
import { backupIdInput, enableBackupInput } from '@/lib/backups/schema';
import type { Restored } from '@/lib/restores/model';
import { restoreItem } from '@/lib/restores/restore-item';
import { restoreItemInput } from '@/lib/restores/schema';
import { server } from '@/lib/server';
import { requestVerification } from '@/lib/snapshots/request-verification';

/** Enables a backup instance and starts its first full backup at once; if that fails, the schedule tries again. */
export async function enableBackupAction(input: unknown): Promise<ActionResult<void>> {
  return runAction('backup.enable', enableBackupInput, input, async (actor, parsed) => {
    const enabled = await enableBackup(server().ports, actor, parsed);
    if (enabled.ok) {
      after(async () => {
        await server().runScheduled();
      });
    }
    return enabled;
  });
}

export async function restoreItemAction(input: unknown): Promise<ActionResult<Restored>> {
  return runAction('backup.restore', restoreItemInput, input, (actor, parsed) =>
    restoreItem(server().ports, actor, parsed),
  );
}

/** Asks for a verification of the chain and begins it after the answer; `GET …/verification` tells how it goes. */
export async function verifyBackupAction(input: unknown): Promise<ActionResult<void>> {
  return runAction('backup.verify', backupIdInput, input, async (actor, parsed) => {
    const requested = await requestVerification(server().ports, actor, parsed);
    if (requested.ok) after(() => server().runVerification(parsed.backupId));
    return requested;
  });
}
