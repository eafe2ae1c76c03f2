import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build, needsBuild } from './build.ts';
import { findOrInstallChromium } from './chromium.ts';
import type { Clone } from './clone.mjs';
import { runNode } from './run-node.ts';
import { runStaticChecks } from './static-checks.ts';
import { type Count, countPlaywright, countVitest } from './test-reports.ts';

/** Runs everything, also what comes after a failure, and sums it up: each static check and each test counts one. */
export async function test(clone: Clone): Promise<Count> {
  const { root } = clone;
  if (needsBuild(root)) {
    await clone.refuseIfRunning();
    build(root);
  }
  clone.release();

  const statics = runStaticChecks(root);
  const parts: [string, Count][] = [
    ['static checks', { passed: statics.passed.length, failed: statics.failed.length }],
    ['unit and integration tests', runVitest(root)],
    ['end-to-end tests', runPlaywright(root)],
  ];
  console.log('');
  for (const name of statics.failed) console.log(`Failed: ${name}`);
  for (const [name, count] of parts) console.log(`${name}: ${count.passed} passed, ${count.failed} failed`);
  const counts = parts.map(([, count]) => count);
  return {
    passed: counts.reduce((sum, count) => sum + count.passed, 0),
    failed: counts.reduce((sum, count) => sum + count.failed, 0),
  };
}

function runVitest(root: string): Count {
  console.log('\n— Unit and integration tests');
  const report = freshReport(root, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const endedWell = runNode(root, ['node_modules/vitest/vitest.mjs', ...args], { NODE_ENV: 'test' });
  return countVitest(report, endedWell);
}

function runPlaywright(root: string): Count {
  console.log('\n— End-to-end tests');
  if (findOrInstallChromium() === undefined) {
    console.error(
      'There is no Chromium. Install Chromium or Chrome, or run `npx playwright install chromium`, and try again.',
    );
    return { passed: 0, failed: 1 };
  }
  const report = freshReport(root, 'playwright.json');
  const args = ['test', '--reporter=list,json'];
  const endedWell = runNode(root, ['node_modules/@playwright/test/cli.js', ...args], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return countPlaywright(report, endedWell);
}

function freshReport(root: string, name: string): string {
  const folder = path.join(root, 'tmp', 'reports');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  rmSync(file, { force: true });
  return file;
}
