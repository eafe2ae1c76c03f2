'use server';

import { runAction } from '@/app/action';
import { withoutValue } from '@/app/without-value';
import type { ActionResult } from '@/components/action-result';
import { ok } from '@/lib/kernel/result';
import { createSecret } from '@/lib/kms/create-secret';
import { cancelSecretDeletion, deleteSecretNow, scheduleSecretDeletion } from '@/lib/kms/delete-secret';
import { editSecret } from '@/lib/kms/edit-secret';
import { putSecretValue } from '@/lib/kms/put-secret-value';
import { revealSecret } from '@/lib/kms/reveal-secret';
import {
  createSecretInput,
  deleteSecretInput,
  editSecretInput,
  putSecretValueInput,
  revealSecretInput,
  secretInput,
  setSecretRotationInput,
} from '@/lib/kms/secret-schema';
import { setSecretRotation } from '@/lib/kms/set-secret-rotation';
import { server } from '@/lib/server';

export async function createSecretAction(raw: unknown): Promise<ActionResult<{ readonly name: string }>> {
  return runAction('secret.create', createSecretInput, raw, async (actor, input) => {
    const created = await createSecret(server().ports, actor, input);
    return created.ok ? ok({ name: created.value.name }) : created;
  });
}

export async function putSecretValueAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('secret.update', putSecretValueInput, raw, async (actor, input) =>
    withoutValue(await putSecretValue(server().ports, actor, input)),
  );
}

export async function editSecretAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('secret.update', editSecretInput, raw, async (actor, input) =>
    withoutValue(await editSecret(server().ports, actor, input)),
  );
}

export async function setSecretRotationAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('secret.update', setSecretRotationInput, raw, async (actor, input) =>
    withoutValue(await setSecretRotation(server().ports, actor, input)),
  );
}

export async function revealSecretAction(raw: unknown): Promise<ActionResult<{ readonly value: string }>> {
  return runAction('secret.reveal', revealSecretInput, raw, (actor, input) =>
    revealSecret(server().ports, actor, input),
  );
}

/** With `recoveryDays` after a recovery window of that length; with null at once and for good. */
export async function deleteSecretAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('secret.delete', deleteSecretInput, raw, async (actor, input) => {
    const { recoveryDays, confirmedName, ...secret } = input;
    return withoutValue(
      recoveryDays === null
        ? await deleteSecretNow(server().ports, actor, { ...secret, confirmedName })
        : await scheduleSecretDeletion(server().ports, actor, { ...secret, days: recoveryDays }),
    );
  });
}

export async function cancelSecretDeletionAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('secret.delete', secretInput, raw, async (actor, input) =>
    withoutValue(await cancelSecretDeletion(server().ports, actor, input)),
  );
}
