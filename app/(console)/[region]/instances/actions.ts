'use server';

import { runAction } from '@/app/action';
import { withoutValue } from '@/app/without-value';
import type { ActionResult } from '@/components/action-result';
import { ok } from '@/lib/kernel/result';
import { raiseQuotas, renameInstance } from '@/lib/kms/change-instance';
import { createInstance } from '@/lib/kms/create-instance';
import {
  createInstanceInput,
  raiseQuotasInput,
  releaseInstanceInput,
  renameInstanceInput,
} from '@/lib/kms/schema';
import { server } from '@/lib/server';
import { releaseSource } from '@/lib/snapshots/release-source';

export async function createInstanceAction(raw: unknown): Promise<ActionResult<{ readonly name: string }>> {
  return runAction('instance.create', createInstanceInput, raw, async (actor, input) => {
    const created = await createInstance(server().ports, actor, input);
    return created.ok ? ok({ name: created.value.name }) : created;
  });
}

export async function raiseQuotasAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('instance.update', raiseQuotasInput, raw, async (actor, input) =>
    withoutValue(await raiseQuotas(server().ports, actor, input)),
  );
}

export async function renameInstanceAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('instance.update', renameInstanceInput, raw, async (actor, input) =>
    withoutValue(await renameInstance(server().ports, actor, input)),
  );
}

/** Takes the last backup points first; the data then lives on in them alone. */
export async function releaseInstanceAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('instance.release', releaseInstanceInput, raw, (actor, input) =>
    releaseSource(server().ports, actor, input),
  );
}
