import { ok, type Result } from '@/lib/kernel/result';

/** The outcome alone: what an action changed is read anew by the page, not sent along. */
export function withoutValue<E>(result: Result<unknown, E>): Result<void, E> {
  return result.ok ? ok(undefined) : result;
}
