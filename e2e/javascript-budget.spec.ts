import { gzipSync } from 'node:zlib';
import type { World } from '../lib/testing/world.ts';
import { openOwnAccount, setStage, signedInTo } from './fixtures/stage.ts';
import { expect, test } from './fixtures/test.ts';

/** Issue 3, Figures: on first load of the Backups page, signed in, with data, gzip. An empty Next page has 136,000. */
const mostBytes = 200_000;

let world: World;
test.beforeAll(async () => {
  world = await openOwnAccount();
});
test.afterAll(() => world.close());

test('the Backups page with data loads at most 200 KB of JavaScript', async ({ browser }) => {
  const { region, instanceName } = await setStage(world, 'cn-shanghai');
  const signedIn = await signedInTo(world, browser);
  const storageState = await signedIn.context().storageState();
  const context = await browser.newContext({ storageState, ...baseOf(signedIn.url()) });
  const page = await context.newPage();
  const scripts: Promise<{ name: string; bytes: number }>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    const name = new URL(response.url()).pathname.split('/').at(-1) ?? '';
    scripts.push(response.body().then((body) => ({ name, bytes: gzipSync(body).length })));
  });
  await page.goto(`/${region}/backups`, { waitUntil: 'networkidle' });
  await expect(page.getByRole('row').filter({ hasText: instanceName })).toBeVisible();
  await expect(page.getByRole('link', { name: 'View Data' })).toBeVisible();
  const loaded = (await Promise.all(scripts)).toSorted((a, b) => b.bytes - a.bytes);
  const total = loaded.reduce((sum, { bytes }) => sum + bytes, 0);
  await context.close();
  await signedIn.context().close();

  expect(loaded.length, 'scripts seen').toBeGreaterThan(5);
  const list = loaded.map(({ name, bytes }) => `${`${bytes}`.padStart(8)}  ${name}`).join('\n');
  test.info().annotations.push({ type: 'JavaScript, bytes of gzip', description: `${total}` });
  console.warn(`JavaScript on first load of the Backups page: ${(total / 1000).toFixed(1)} KB of gzip`);
  expect(total, `bytes of gzip by script:\n${list}`).toBeLessThanOrEqual(mostBytes);
});

const baseOf = (url: string) => ({ baseURL: new URL(url).origin });
