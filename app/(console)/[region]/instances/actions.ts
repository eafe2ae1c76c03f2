'use server';

import { runAction } from '@/app/action';
import type { ActionResult } from '@/components/action-result';
import { ok } from '@/lib/kernel/result';
import { createInstance } from '@/lib/kms/create-instance';
import { createInstanceInput, releaseInstanceInput } from '@/lib/kms/schema';
import { server } from '@/lib/server';
import { releaseSource } from '@/lib/snapshots/release-source';

export async function createInstanceAction(raw: unknown): Promise<ActionResult<{ readonly name: string }>> {
  return runAction('instance.create', createInstanceInput, raw, async (actor, input) => {
    const created = await createInstance(server().ports, actor, input);
    return created.ok ? ok({ name: created.value.name }) : created;
  });
}

/** Takes the last backup points first; the data then lives on in them alone. */
export async function releaseInstanceAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('instance.release', releaseInstanceInput, raw, (actor, input) =>
    releaseSource(server().ports, actor, input),
  );
}
