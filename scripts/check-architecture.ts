// Checks who imports whom (.dependency-cruiser.cjs), and that every source file was looked at: with a parser
// that doesn't understand TypeScript the tool sees nothing and finds nothing wrong.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['app', 'components', 'lib', 'scripts', 'bench', 'prisma', 'e2e'];
const places = [...folders, 'instrumentation.ts', 'proxy.ts'].filter((name) =>
  existsSync(path.join(root, name)),
);

const reportSchema = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        rule: z.object({ name: z.string() }),
        cycle: z.array(z.object({ name: z.string() })).optional(),
      }),
    ),
  }),
});

function listSources(name: string): string[] {
  const entries = readdirSync(path.join(root, name), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const inside = `${name}/${entry.name}`;
    if (entry.isDirectory()) return listSources(inside);
    return /\.(ts|tsx|mjs|cjs)$/.test(entry.name) ? [inside] : [];
  });
}

const cli = path.join('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
const outcome = spawnSync(
  process.execPath,
  [
    '--require',
    './scripts/parse-tsx.cjs',
    cli,
    ...places,
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
  ],
  { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
);
if (outcome.stdout === '') {
  console.error(outcome.stderr);
  process.exit(1);
}
const report = reportSchema.parse(JSON.parse(outcome.stdout));
const seen = new Set(report.modules.map((module) => module.source));
const sources = folders.filter((name) => places.includes(name)).flatMap(listSources);
const unseen = sources.filter((file) => !seen.has(file));

for (const { rule, from, to, cycle } of report.summary.violations) {
  const way = cycle === undefined ? to : cycle.map((step) => step.name).join(' → ');
  console.error(`${rule.name}: ${from} → ${way}`);
}
for (const file of unseen) console.error(`not looked at: ${file}`);
const broken = report.summary.violations.length + unseen.length;
console.log(
  `Architecture: ${sources.length} files, ${broken === 0 ? 'every import is allowed' : `${broken} faults`}`,
);
process.exit(broken === 0 ? 0 : 1);
