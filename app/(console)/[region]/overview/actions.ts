'use server';

import { z } from 'zod';
import { runAction } from '@/app/action';
import type { ActionResult } from '@/components/action-result';
import { may } from '@/lib/access/permissions';
import { err } from '@/lib/kernel/result';
import { makeSample } from '@/lib/kms/make-sample';
import type { Sample } from '@/lib/kms/model';
import { regionId } from '@/lib/kms/schema';
import { server } from '@/lib/server';

const makeSampleInput = z.object({ regionId });

/** A sample is made of what a person could make, so it takes what they would need. */
export async function makeSampleAction(raw: unknown): Promise<ActionResult<Sample>> {
  return runAction('instance.create', makeSampleInput, raw, async (actor, input) => {
    const needed = ['key.create', 'key.rotate', 'secret.create', 'secret.update'] as const;
    if (!needed.every((permission) => may(actor, permission))) return err({ code: 'FORBIDDEN' });
    return makeSample(server().ports, actor, input.regionId);
  });
}
