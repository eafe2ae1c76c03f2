import 'server-only';
import type { BulkAnswer } from '@/components/kms/bulk-operations';
import { ok, type Result } from '@/lib/kernel/result';
import type { BulkResult } from '@/lib/kms/bulk-result';
import { refusalText } from './refusal-text';

/** What became of each item, in words. */
export async function bulkAnswer(results: readonly BulkResult[]): Promise<Result<BulkAnswer, never>> {
  return ok(
    await Promise.all(
      results.map(async ({ id, error }) => ({
        id,
        refusal: error === null ? null : await refusalText(error),
      })),
    ),
  );
}
