import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { countPlaywright, countVitest } from './test-reports.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'kms-reports-'));
});
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

function report(content: unknown): string {
  const file = path.join(dir, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = (numPassedTests: number, numFailedTests: number, testResults: unknown[] = []) =>
  report({ numPassedTests, numFailedTests, testResults });
const playwright = (expected: number, unexpected: number, flaky: number) =>
  report({ stats: { expected, unexpected, flaky, skipped: 0 } });

it('counts what passed and what failed', () => {
  expect(countVitest(vitest(5, 0), true)).toEqual({ passed: 5, failed: 0 });
  expect(countVitest(vitest(5, 2), false)).toEqual({ passed: 5, failed: 2 });
  expect(countPlaywright(playwright(4, 1, 0), false)).toEqual({ passed: 4, failed: 1 });
});

it('counts a file that could not be loaded, and a test that passed only when tried again, as failed', () => {
  expect(countVitest(vitest(5, 0, [{ status: 'failed', assertionResults: [] }]), false).failed).toBe(1);
  expect(countPlaywright(playwright(4, 0, 1), true).failed).toBe(1);
});

it('counts a suite that ran nothing, wrote nothing or ended badly as failed', () => {
  expect(countVitest(vitest(0, 0), true).failed).toBe(1);
  expect(countVitest(path.join(dir, 'missing.json'), true).failed).toBe(1);
  expect(countPlaywright(playwright(0, 0, 0), true).failed).toBe(1);
  expect(countPlaywright(playwright(3, 0, 0), false)).toEqual({ passed: 3, failed: 1 });
});
