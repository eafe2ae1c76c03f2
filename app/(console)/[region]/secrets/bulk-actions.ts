'use server';

import { runAction } from '@/app/action';
import { bulkAnswer } from '@/app/bulk';
import type { ActionResult } from '@/components/action-result';
import type { BulkAnswer } from '@/components/kms/bulk-operations';
import { scheduleSecretsDeletionInput, updateSecretsInput } from '@/lib/kms/bulk-schema';
import { scheduleSecretsDeletion, updateSecrets } from '@/lib/kms/bulk-secrets';
import { server } from '@/lib/server';

export async function updateSecretsAction(raw: unknown): Promise<ActionResult<BulkAnswer>> {
  return runAction('secret.update', updateSecretsInput, raw, async (actor, input) =>
    bulkAnswer(await updateSecrets(server().ports, actor, input)),
  );
}

export async function scheduleSecretsDeletionAction(raw: unknown): Promise<ActionResult<BulkAnswer>> {
  return runAction('secret.delete', scheduleSecretsDeletionInput, raw, async (actor, input) =>
    bulkAnswer(await scheduleSecretsDeletion(server().ports, actor, input)),
  );
}
