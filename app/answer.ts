import 'server-only';
import { DatabaseAway } from '@/lib/access/errors';
import type { Actor } from '@/lib/access/model';
import type { Permission } from '@/lib/access/permissions';
import type { Result } from '@/lib/kernel/result';
import { server } from '@/lib/server';
import { type Refusal, refusalStatus } from './refusal';
import { refusalText } from './refusal-text';
import { routeActor } from './session';

/** What every route handler that a page reads from does: who asks and may they, one use case, JSON. */
export async function answer<T>(
  request: Request,
  permission: Permission,
  work: (actor: Actor) => Promise<Result<T, Refusal>>,
): Promise<Response> {
  try {
    const actor = await routeActor(request, permission);
    if (!actor.ok) return await refuse(actor.error);
    const result = await work(actor.value);
    return result.ok ? Response.json(result.value, { headers: noStore }) : await refuse(result.error);
  } catch (error) {
    if (error instanceof DatabaseAway || server().isDatabaseAway(error))
      return refuse({ code: 'DATABASE_AWAY' });
    throw error;
  }
}

const noStore = { 'cache-control': 'no-store' };

async function refuse(refusal: Refusal): Promise<Response> {
  const body = { code: refusal.code, message: await refusalText(refusal) };
  return Response.json(body, { status: refusalStatus(refusal.code), headers: noStore });
}
