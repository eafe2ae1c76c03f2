import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import type { ActionResult } from '@/components/action-result';
import { DatabaseAway } from '@/lib/access/errors';
import type { Actor } from '@/lib/access/model';
import type { Permission } from '@/lib/access/permissions';
import { err, type Result } from '@/lib/kernel/result';
import { server } from '@/lib/server';
import messages from '@/messages/en.json';
import type { Refusal } from './refusal';
import { refusalText } from './refusal-text';
import { actionActor } from './session';

/**
 * What every server action does: who asks and may they, is the input what the schema says, then one use case,
 * and its refusal as a text. Bugs throw; a database that is away is a refusal, since it comes back.
 */
export async function runAction<Schema extends z.ZodType, T>(
  permission: Permission,
  schema: Schema,
  raw: unknown,
  work: (actor: Actor, input: z.output<Schema>) => Promise<Result<T, Refusal>>,
): Promise<ActionResult<T>> {
  try {
    const actor = await actionActor(permission);
    if (!actor.ok) return await refuse(actor.error);
    const input = schema.safeParse(raw);
    if (!input.success) return await refuse({ code: 'INVALID_INPUT', fields: await fieldTexts(input.error) });
    const result = await work(actor.value, input.data);
    return result.ok ? result : await refuse(result.error);
  } catch (error) {
    if (error instanceof DatabaseAway || server().isDatabaseAway(error))
      return refuse({ code: 'DATABASE_AWAY' });
    throw error;
  }
}

async function refuse(refusal: Refusal): Promise<ActionResult<never>> {
  const message = await refusalText(refusal);
  const { code } = refusal;
  return err({
    code,
    message,
    ...(refusal.code === 'INVALID_INPUT' ? { fields: refusal.fields } : {}),
    ...(refusal.code === 'SECRET_EDITED_MEANWHILE' ? { changedMeanwhile: refusal.fields } : {}),
    ...(refusal.code === 'SECRET_NEEDS_KEY' ? { missingKeys: refusal.keys } : {}),
    ...(refusal.code === 'RESTORE_ALIAS_TAKEN' ? { takenAlias: refusal.alias } : {}),
    ...(refusal.code === 'KEY_EXISTS' || refusal.code === 'SECRET_EXISTS'
      ? { existsIn: refusal.instanceId }
      : {}),
  });
}

/** The rule of each field that was not kept, by the field's name. */
async function fieldTexts(error: z.ZodError): Promise<Record<string, string>> {
  const t = await getTranslations('rules');
  const texts: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.');
    texts[field] ??= t(isRule(issue.message) ? issue.message : 'other');
  }
  return texts;
}

type Rule = keyof typeof messages.rules;

const isRule = (name: string): name is Rule => Object.hasOwn(messages.rules, name);
