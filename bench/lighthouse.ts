import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { z } from 'zod';
import { enableBackup, unique } from '../e2e/fixtures/steps.ts';
import { signIn } from '../e2e/fixtures/test.ts';
import { chromiumFlags, findOrInstallChromium } from '../scripts/chromium.ts';
import { runNode } from '../scripts/run-node.ts';
import { start, waitUntilReady } from '../scripts/testing/started-console.ts';
import type { Figure } from './figure.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const runs = 5;
const region = 'cn-hangzhou';
const password = 'bench-admin-password';

const score = z.object({ score: z.number().nullable() });
const reportSchema = z.object({
  categories: z.object({ performance: score, accessibility: score, 'best-practices': score }),
});

type Scores = { readonly performance: number; readonly accessibility: number; readonly practices: number };

/** Lighthouse on the Backups page as someone sees it who has signed in and backs up an instance. */
export async function lighthouseFigures(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kms-lighthouse-'));
  const dataDir = path.join(folder, 'data');
  const cli = install();
  const executablePath = findOrInstallChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium.');
  const console = start(path.join('scripts', 'up.mjs'), dataDir, { KMS_ADMIN_PASSWORD: password });
  try {
    const url = await waitUntilReady(console, dataDir, 300_000);
    if (!runNode(root, ['--import', 'tsx', 'scripts/seed.ts'], { KMS_DATA_DIR: dataDir }))
      throw new Error('The sample could not be made; why stands above.');
    const headers = path.join(folder, 'headers.json');
    writeFileSync(headers, JSON.stringify({ Cookie: await prepare(url, executablePath) }));
    const look = (name: string, preset: readonly string[]) =>
      Array.from({ length: runs }, (_, run) =>
        audit({
          cli,
          executablePath,
          headers,
          preset,
          name: `${name}-${run + 1}`,
          address: `${url}/${region}/backups`,
        }),
      );
    const desktop = look('desktop', ['--preset=desktop']);
    const mobile = look('mobile', []);
    const figure = (name: string, values: readonly number[], atLeast: number): Figure => ({
      name: `Lighthouse, Backups page, ${name}`,
      values,
      atLeast,
    });
    const both = [...desktop, ...mobile];
    return [
      figure(
        'desktop performance',
        desktop.map((each) => each.performance),
        98,
      ),
      figure(
        'mobile performance',
        mobile.map((each) => each.performance),
        90,
      ),
      figure(
        'accessibility',
        both.map((each) => each.accessibility),
        100,
      ),
      figure(
        'best practices',
        both.map((each) => each.practices),
        100,
      ),
    ];
  } finally {
    console.child.kill('SIGTERM');
    await console.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Installs Lighthouse (pinned in bench/lighthouse) where git doesn't look, unless it is there. Returns its program. */
function install(): string {
  const place = path.join(root, 'tmp', 'lighthouse');
  const cli = path.join(place, 'node_modules', 'lighthouse', 'cli', 'index.js');
  if (existsSync(cli)) return cli;
  mkdirSync(place, { recursive: true });
  for (const name of ['package.json', 'package-lock.json', '.npmrc'])
    cpSync(path.join(root, 'bench', 'lighthouse', name), path.join(place, name));
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const outcome = spawnSync('npm', args, {
    cwd: place,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (outcome.status !== 0) throw new Error('Lighthouse could not be installed; why stands above.');
  return cli;
}

/** Signs in, backs the sample up, and returns the session's cookie. */
async function prepare(url: string, executablePath: string): Promise<string> {
  const browser = await chromium.launch({ executablePath, args: [...chromiumFlags] });
  try {
    const context = await browser.newContext({ baseURL: url });
    const page = await context.newPage();
    await signIn(page, { userName: 'admin', password });
    await enableBackup(page, region, 'sample-payments', unique('nightly'));
    return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  } finally {
    await browser.close();
  }
}

type Audit = {
  readonly cli: string;
  readonly executablePath: string;
  readonly headers: string;
  readonly name: string;
  readonly preset: readonly string[];
  readonly address: string;
};

/** Scores of one look, in percent. What cost points stands in the report, tmp/lighthouse/<name>.json. */
function audit({ cli, executablePath, headers, name, preset, address }: Audit): Scores {
  const output = path.join(root, 'tmp', 'lighthouse', `${name}.json`);
  const args = [
    ...[cli, address, ...preset, '--quiet', '--output=json', `--output-path=${output}`],
    '--only-categories=performance,accessibility,best-practices',
    `--extra-headers=${headers}`,
    `--chrome-flags=--headless=new ${chromiumFlags.join(' ')}`,
  ];
  const variables = { CHROME_PATH: executablePath, LIGHTHOUSE_ERROR_REPORTING: '0' };
  if (!runNode(root, args, variables)) throw new Error('Lighthouse failed; why stands above.');
  const { categories } = reportSchema.parse(JSON.parse(readFileSync(output, 'utf8')));
  const percent = (category: { score: number | null }) => Math.round((category.score ?? 0) * 100);
  return {
    performance: percent(categories.performance),
    accessibility: percent(categories.accessibility),
    practices: percent(categories['best-practices']),
  };
}
