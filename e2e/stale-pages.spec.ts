import type { Page } from '@playwright/test';
import { disableKey, enableKey } from '../lib/kms/change-key.ts';
import { value, type World } from '../lib/testing/world.ts';
import { openOwnAccount, type Stage, setStage, signedInTo } from './fixtures/stage.ts';
import { closePanel, press, row } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

let world: World;
let stage: Stage;
let page: Page;

test.beforeAll(async ({ browser }) => {
  world = await openOwnAccount();
  stage = await setStage(world, 'cn-beijing');
  page = await signedInTo(world, browser);
});
test.beforeEach(async () => {
  await enableKey(world.ports, world.actor, enabledKey()); // refused if it is Enabled already
  await page.clock.setSystemTime(Date.now());
  await page.goto(`/${stage.region}/keys`);
  await expect(theKey()).toContainText('Enabled');
});
test.afterAll(async () => {
  await page.context().close();
  await world.close();
});

test('a list that is older than half a minute is read anew when one comes back, focus and place kept', async () => {
  await page.setViewportSize({ width: 800, height: 300 });
  const more = theKey().getByRole('button', { name: 'More' });
  await more.focus();
  const before = await page.evaluate(() => window.scrollY);
  await disableBehindThePage();
  await comeBackAfter(31);
  await expect(theKey()).toContainText('Disabled');
  await expect(more).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(before);
});

test('a list that was read a moment ago is not read again', async () => {
  const asked = await requestsDuring(() => comeBackAfter(5));
  expect(asked).toEqual([]);
});

test('nothing is read anew under an open panel with what was typed in it', async () => {
  await press(theKey(), 'More');
  await page.getByRole('menuitem', { name: 'Schedule Deletion' }).click();
  const days = page.getByRole('dialog').getByRole('textbox');
  await days.fill('45');
  const asked = await requestsDuring(() => comeBackAfter(31));
  expect(asked).toEqual([]);
  await expect(days).toHaveValue('45');
  await closePanel(page);
  await disableBehindThePage();
  await comeBackAfter(62);
  await expect(theKey()).toContainText('Disabled');
});

test('what stands there stays while the server can’t be reached', async () => {
  await page.context().setOffline(true);
  await comeBackAfter(31);
  await expect(theKey()).toBeVisible();
  await page.context().setOffline(false);
  await disableBehindThePage();
  await comeBackAfter(32);
  await expect(theKey()).toContainText('Disabled');
});

const theKey = () => row(page, stage.keys.enabled);
const enabledKey = () => ({ regionId: stage.region, keyId: stage.keys.enabled });

async function disableBehindThePage(): Promise<void> {
  value(await disableKey(world.ports, world.actor, enabledKey()));
}

/** The browser's clock goes on by so many seconds since the page was read, and its window gets the focus. */
async function comeBackAfter(seconds: number): Promise<void> {
  await page.clock.setSystemTime(Date.now() + seconds * 1000);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
}

/** What the page asked the server during the work and what it set off. */
async function requestsDuring(work: () => Promise<void>): Promise<string[]> {
  const asked: string[] = [];
  const note = (request: { url(): string }) => asked.push(request.url());
  page.on('request', note);
  await work();
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
  page.off('request', note);
  return asked;
}
