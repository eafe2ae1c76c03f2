import type { Database } from '../prisma/client.ts';

/** At most `max` tries within `windowMs` of the first. */
export type TryLimit = { readonly max: number; readonly windowMs: number };

export type TryTaken = { readonly allowed: true } | { readonly allowed: false; readonly retryAt: Date };

/**
 * Counts one try under `key`, in one statement, before its outcome is known: tries made at the same moment
 * can't pass the limit together. A row from the future (a clock that was set back) counts as stale.
 */
export async function takeTry(
  database: Database,
  key: string,
  limit: TryLimit,
  now: Date,
): Promise<TryTaken> {
  const at = BigInt(now.getTime());
  const window = BigInt(limit.windowMs);
  const rows = await database.$queryRaw<{ count: number; last_request: bigint }[]>`
    INSERT INTO auth_rate_limits AS seen (id, key, count, last_request) VALUES (${key}, ${key}, 1, ${at})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN abs(seen.last_request - ${at}) >= ${window} THEN 1 ELSE seen.count + 1 END,
      last_request = CASE WHEN abs(seen.last_request - ${at}) >= ${window} THEN ${at} ELSE seen.last_request END
    RETURNING count, last_request`;
  const row = rows[0];
  if (row === undefined) throw new Error('auth_rate_limits returned no row');
  if (row.count === 1) await forgetStale(database, now, limit);
  if (row.count <= limit.max) return { allowed: true };
  return { allowed: false, retryAt: new Date(Number(row.last_request) + limit.windowMs) };
}

/** Forgets the tries under `key`: the person has proved who they are. */
export async function clearTries(database: Database, key: string): Promise<void> {
  await database.authRateLimit.deleteMany({ where: { key } });
}

/** Takes back one try that turned out well; the others stay counted. */
export async function returnTry(database: Database, key: string): Promise<void> {
  await database.authRateLimit.updateMany({
    where: { key, count: { gt: 0 } },
    data: { count: { decrement: 1 } },
  });
}

async function forgetStale(database: Database, now: Date, limit: TryLimit): Promise<void> {
  await database.authRateLimit.deleteMany({
    where: { lastRequest: { lt: BigInt(now.getTime() - limit.windowMs) } },
  });
}
