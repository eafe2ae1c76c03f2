import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { ownDatabaseUrl } from '../scripts/supervisor/database.ts';
import { start, waitUntilReady } from '../scripts/testing/started-console.ts';
import { breakable } from './fixtures/breakable-database.ts';
import { admin, consoleDataDir } from './fixtures/console.ts';
import { choose, field, panelOf, pressOk } from './fixtures/steps.ts';
import { expect, signIn, test } from './fixtures/test.ts';

test('while the database is away every page and panel says so, and works again when it is back', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  // A console of its own on a database of its own, beside the shared one.
  const server = new URL(ownDatabaseUrl(consoleDataDir()) ?? '');
  const name = `away_${process.pid}`;
  const client = new pg.Client(server.href);
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  server.pathname = `/${name}`;
  const database = await breakable(server.href);
  const folder = mkdtempSync(path.join(tmpdir(), 'kms-away-'));
  const started = start(path.join('scripts', 'up.mjs'), folder, {
    DATABASE_URL: database.url,
    KMS_ADMIN_PASSWORD: admin.password,
  });
  try {
    const baseURL = await waitUntilReady(started, folder, 60_000);
    const context = await browser.newContext({ baseURL });
    const page = await context.newPage();
    await signIn(page);
    await page.goto('/cn-hangzhou/instances');
    await page.getByRole('button', { name: 'Create Instance' }).first().click();
    await field(page, 'Name').fill('payments');

    database.goAway();
    await pressOk(page);
    await expect(panelOf(page).getByRole('alert')).toContainText(
      "The database can't be reached at the moment",
    );
    await page.goto('/cn-hangzhou/backups');
    await expect(page.getByRole('heading', { name: "The database can't be reached" })).toBeVisible();

    database.comeBack();
    await expect(page.getByRole('button', { name: 'Enable', exact: true })).toBeVisible({ timeout: 30_000 });
    await page.goto('/cn-hangzhou/instances');
    await page.getByRole('button', { name: 'Create Instance' }).first().click();
    await field(page, 'Name').fill('payments');
    await choose(page, 'Type', 'Software Key Management');
    await pressOk(page);
    await expect(page.getByRole('row').filter({ hasText: 'payments' })).toBeVisible();
    await context.close();
  } finally {
    if (process.env.KMS_E2E_LOG === '1') console.error(started.output());
    started.child.kill('SIGTERM');
    await started.ended;
    await database.close();
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  }
});
