import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

export type Count = { readonly passed: number; readonly failed: number };

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const playwrightSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** Tests of a vitest report; a file that couldn't be loaded counts as one that failed. */
export function countVitest(file: string, endedWell: boolean): Count {
  const report = read(file, vitestSchema);
  const broken = report?.testResults.filter(
    (each) => each.status === 'failed' && each.assertionResults.length === 0,
  );
  const failed = (report?.numFailedTests ?? 0) + (broken?.length ?? 0);
  return settle({ passed: report?.numPassedTests ?? 0, failed }, endedWell);
}

/** Tests of a Playwright report; one that passed only when tried again counts as failed. */
export function countPlaywright(file: string, endedWell: boolean): Count {
  const stats = read(file, playwrightSchema)?.stats;
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0);
  return settle({ passed: stats?.expected ?? 0, failed }, endedWell);
}

/** A suite that ran nothing, or ended badly without a failed test, is one failure. */
function settle(count: Count, endedWell: boolean): Count {
  if (count.failed > 0) return count;
  return endedWell && count.passed > 0 ? count : { passed: count.passed, failed: 1 };
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
