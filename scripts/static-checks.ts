import { existsSync } from 'node:fs';
import path from 'node:path';
import { runNode } from './run-node.ts';

type Check = { readonly name: string; readonly args: readonly string[] };

const checks: readonly Check[] = [
  { name: 'Format and lint', args: ['node_modules/@biomejs/biome/bin/biome', 'ci', '.'] },
  { name: 'Types', args: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  { name: 'Architecture', args: ['--import', 'tsx', 'scripts/check-architecture.ts'] },
  { name: 'Messages', args: ['--import', 'tsx', 'scripts/check-messages.ts'] },
];

/** Runs the checks that need no database and no browser; each counts one. The client must be generated. */
export function runStaticChecks(root: string): { passed: string[]; failed: string[] } {
  // Next's types of pages and images, which a build leaves behind.
  if (!existsSync(path.join(root, 'next-env.d.ts'))) {
    runNode(root, ['node_modules/next/dist/bin/next', 'typegen']);
  }
  const passed: string[] = [];
  const failed: string[] = [];
  for (const check of checks) {
    const script = check.args.at(-1) ?? '';
    if (script.startsWith('scripts/') && !existsSync(path.join(root, script))) continue;
    console.log(`\n— ${check.name}`);
    (runNode(root, check.args) ? passed : failed).push(check.name);
  }
  return { passed, failed };
}
