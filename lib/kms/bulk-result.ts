import type { Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';

/** What became of one of many items: done, or why not. */
export type BulkResult = { readonly id: string; readonly error: KmsError | null };

/**
 * Works on the items one after the other, each on its own: a refusal harms no other item. An outage throws; what
 * was done before it stays done.
 */
export async function eachOf(
  ids: readonly string[],
  work: (id: string) => Promise<Result<unknown, KmsError>>,
): Promise<readonly BulkResult[]> {
  const results: BulkResult[] = [];
  for (const id of new Set(ids)) {
    const result = await work(id);
    results.push({ id, error: result.ok ? null : result.error });
  }
  return results;
}
