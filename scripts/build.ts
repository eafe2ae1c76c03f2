import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the built console is made of. Folders count with all they hold, but for tests. */
const sources = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'prisma/schema.prisma',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.js',
  'package-lock.json',
  'postcss.config.mjs',
  'tsconfig.json',
];
const generated = 'lib/adapters/prisma/generated';

/** Makes Prisma's client unless it is there for this schema. */
export function generate(root: string): void {
  const stamp = path.join(root, generated, '.made-from');
  const now = hash(root, ['prisma/schema.prisma', 'package-lock.json']);
  if (readIfThere(stamp) === now) return;
  console.log('Generating the database client …');
  // Prisma would download an engine that `generate` never uses; any program in its place will do.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
  const [cli, command] = [path.join('node_modules', 'prisma', 'build', 'index.js'), 'generate'];
  const outcome = spawnSync(process.execPath, [cli, command], { cwd: root, env, encoding: 'utf8' });
  if (outcome.status !== 0)
    throw new Error(`\`prisma generate\` failed:\n${outcome.stdout}${outcome.stderr}`);
  writeFileSync(stamp, now);
}

/** True if the built console is not made from the sources as they are now. */
export function needsBuild(root: string): boolean {
  return readIfThere(path.join(root, '.next', 'made-from')) !== hash(root, sources);
}

/** Builds the console into .next/standalone, complete with its static files. */
export function build(root: string): void {
  const stamp = path.join(root, '.next', 'made-from');
  const now = hash(root, sources);
  rmSync(stamp, { force: true });
  console.log('Building the console …');
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const cli = path.join('node_modules', 'next', 'dist', 'bin', 'next');
  const outcome = spawnSync(process.execPath, [cli, 'build'], { cwd: root, env, stdio: 'inherit' });
  if (outcome.status !== 0) throw new Error('`next build` failed; why stands above.');
  const standalone = path.join(root, '.next', 'standalone');
  cpSync(path.join(root, '.next', 'static'), path.join(standalone, '.next', 'static'), { recursive: true });
  if (existsSync(path.join(root, 'public'))) {
    cpSync(path.join(root, 'public'), path.join(standalone, 'public'), { recursive: true });
  }
  writeFileSync(stamp, now);
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function hash(root: string, names: readonly string[]): string {
  const sum = createHash('sha256');
  for (const name of names.flatMap((each) => listFiles(root, each))) {
    sum.update(`${name}\0`).update(
      createHash('sha256')
        .update(readFileSync(path.join(root, name)))
        .digest(),
    );
  }
  return sum.digest('hex');
}

function listFiles(root: string, name: string): string[] {
  if (name === generated || name === 'lib/testing' || /\.test\.tsx?$/.test(name)) return [];
  const found = statSync(path.join(root, name), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [name];
  return readdirSync(path.join(root, name))
    .sort()
    .flatMap((entry) => listFiles(root, `${name}/${entry}`));
}
