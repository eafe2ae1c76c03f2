'use server';

import { runAction } from '@/app/action';
import { bulkAnswer } from '@/app/bulk';
import type { ActionResult } from '@/components/action-result';
import type { BulkAnswer } from '@/components/kms/bulk-operations';
import { scheduleKeysDeletion, updateKeys } from '@/lib/kms/bulk-keys';
import { scheduleKeysDeletionInput, updateKeysInput } from '@/lib/kms/bulk-schema';
import { server } from '@/lib/server';

export async function updateKeysAction(raw: unknown): Promise<ActionResult<BulkAnswer>> {
  return runAction('key.update', updateKeysInput, raw, async (actor, input) =>
    bulkAnswer(await updateKeys(server().ports, actor, input)),
  );
}

export async function scheduleKeysDeletionAction(raw: unknown): Promise<ActionResult<BulkAnswer>> {
  return runAction('key.delete', scheduleKeysDeletionInput, raw, async (actor, input) =>
    bulkAnswer(await scheduleKeysDeletion(server().ports, actor, input)),
  );
}
