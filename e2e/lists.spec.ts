import type { Page } from '@playwright/test';
import { withDatabase } from './fixtures/database.ts';
import {
  chooseMore,
  closed,
  createInstance,
  createKey,
  createSecret,
  fillNumber,
  panelOf,
  press,
  row,
  unique,
} from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

/** Shared with another spec: what this one makes has names and an instance of its own, and is older than the rest. */
const region = 'cn-shenzhen';

test.describe.configure({ timeout: 120_000 });

/** Keys to be listed, `alias/<name>/001` and so on, all made at one moment; nothing else can be done with them. */
async function fillInstance(instance: string, name: string, count: number): Promise<string> {
  return withDatabase(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM kms_instances WHERE name = $1 AND region_id = $2',
      [instance, region],
    );
    await client.query(
      `INSERT INTO kms_keys (account_id, region_id, instance_id, key_id, alias, tags, spec, usage, state,
         primary_version_id, created_at, change_seq, mac)
       SELECT i.account_id, i.region_id, i.id, 'key-' || substr(md5($2 || n), 1, 20),
         'alias/' || $2 || '/' || lpad(n::text, 3, '0'), jsonb_build_object('lot', 'lot-' || n % 3),
         'Aliyun_AES_256', 'ENCRYPT/DECRYPT', 'Enabled', 'none', timestamptz '2026-01-01', 1, '\\x00'
       FROM kms_instances i, generate_series(1, $3::int) n WHERE i.id = $1`,
      [rows[0]?.id, name, count],
    );
    return rows[0]?.id ?? '';
  });
}

const selection = (page: Page) => page.getByRole('region', { name: 'Selection' });
const firstRow = (page: Page) => page.getByRole('table', { name: 'Keys' }).getByRole('row').nth(1);
const goTo = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();

test.describe('a list of 45 keys made at the same moment', () => {
  test.describe.configure({ mode: 'serial' });
  const name = unique('heap'); // nothing that a search for a tag's value matches too
  let path = '';

  test.beforeEach(async ({ signedIn: page }) => {
    if (path === '') {
      await createInstance(page, region, name);
      path = `/${region}/keys?instance=${await fillInstance(name, name, 45)}`;
    }
    await page.goto(path);
  });

  test('is paged to its end and back, sorted by a header, and searched by a tag', async ({
    signedIn: page,
    checkAxe,
  }) => {
    await expect(page.getByText('1–20 of 45 keys', { exact: true })).toBeVisible();
    await goTo(page, 'Key / ID');
    await expect(firstRow(page)).toContainText(`${name}/001`);
    await expect(page.getByRole('columnheader', { name: 'Key / ID' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    await goTo(page, 'Last page');
    await expect(page.getByText('41–45 of 45 keys', { exact: true })).toBeVisible();
    await expect(row(page, `${name}/045`)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Next page' })).toHaveCount(0);
    await checkAxe(page);
    await goTo(page, 'Previous page');
    await expect(page.getByText('21–40 of 45 keys', { exact: true })).toBeVisible();
    await expect(firstRow(page)).toContainText(`${name}/021`);
    await goTo(page, 'First page');
    await expect(page.getByText('1–20 of 45 keys', { exact: true })).toBeVisible();
    await goTo(page, 'Key / ID');
    await expect(firstRow(page)).toContainText(`${name}/045`);
    await page.getByRole('searchbox').fill('LOT=lot-1');
    await expect(page.getByText('15 keys', { exact: true })).toBeVisible();
    await expect(firstRow(page)).toContainText(`${name}/043`);
    await page.goto(`${path}&sort=size&cursor=last%00&state=None`);
    await expect(page.getByText('1–20 of 45 keys', { exact: true })).toBeVisible();
  });

  test('works without JavaScript, and then offers nothing that needs it', async ({
    browser,
    session,
    baseURL,
  }) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      storageState: session,
      ...(baseURL && { baseURL }),
    });
    const page = await context.newPage();
    await page.goto(path);
    await goTo(page, 'Last page');
    await expect(page.getByText('41–45 of 45 keys', { exact: true })).toBeVisible();
    await goTo(page, 'Key / ID');
    await expect(firstRow(page)).toContainText(`${name}/001`);
    await expect(page.getByRole('checkbox')).toHaveCount(0);
    await context.close();
  });

  test('keeps what is chosen over pages, orders and searches, until the list is left', async ({
    signedIn: page,
    checkAxe,
  }) => {
    await goTo(page, 'Key / ID');
    const box = page.getByRole('checkbox', { name: `Select alias/${name}/001` });
    await box.focus();
    await page.keyboard.press('Space');
    await expect(selection(page)).toContainText('1 selected');
    await goTo(page, 'Next page');
    await expect(firstRow(page)).toContainText(`${name}/021`);
    const all = page.getByRole('checkbox', { name: 'Select all on this page' });
    await all.focus();
    await page.keyboard.press('Space');
    await expect(selection(page)).toContainText('21 selected');
    await checkAxe(page);
    await page.getByRole('searchbox').fill('lot-1');
    await press(selection(page), 'Select all 15 that match');
    await expect(selection(page)).toContainText('28 selected');
    await expect(box).toBeChecked();
    await expect(all).toBeChecked();
    await box.uncheck();
    await expect(selection(page)).toContainText('27 selected');
    expect(await all.evaluate((element: HTMLInputElement) => element.indeterminate)).toBe(true);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(all).toBeVisible();
    await expect(row(page, `${name}/004`).getByRole('checkbox')).toBeChecked();
    await checkAxe(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('link', { name: `alias/${name}/004` }).click();
    await page.waitForURL(/\/keys\/key-/);
    await page.goBack();
    await expect(selection(page)).toContainText('27 selected');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Secrets' }).click();
    await page.waitForURL(/\/secrets$/);
    await page.goBack();
    await expect(box).not.toBeChecked();
    await expect(selection(page)).toHaveCount(0);
  });
});

test('many keys are disabled, tagged and scheduled by keyboard, each with a result of its own', async ({
  signedIn: page,
  checkAxe,
}) => {
  const name = unique('many');
  await createInstance(page, region, name);
  for (const part of ['a', 'b', 'c']) await createKey(page, region, name, `${name}/${part}`);
  await page.goto(`/${region}/keys?q=${name}&sort=name`);
  await chooseMore(row(page, `${name}/b`), page, 'Disable');
  await expect(row(page, `${name}/b`)).toContainText('Disabled');

  await page.getByRole('checkbox', { name: 'Select all on this page' }).focus();
  await page.keyboard.press('Space');
  const disable = selection(page).getByRole('button', { name: 'Disable' });
  await disable.focus();
  await page.keyboard.press('Enter');
  await expect(panelOf(page)).toContainText('Disable 3 keys');
  await checkAxe(page);
  await panelOf(page).getByRole('button', { name: 'Disable' }).focus();
  await page.keyboard.press('Enter');
  await expect(panelOf(page)).toContainText('2 done, 1 refused.');
  const refused = panelOf(page).getByRole('region', { name: 'Refused' }).getByRole('listitem');
  await expect(refused).toHaveCount(1);
  await expect(refused).toContainText("is disabled, so it can't be disabled");
  await expect(refused.getByRole('link', { name: `alias/${name}/b` })).toHaveAttribute(
    'href',
    /\/keys\/key-/,
  );
  await checkAxe(page);
  await press(panelOf(page), 'Try It Again');
  await expect(panelOf(page)).toContainText('2 done, 1 refused.');
  await page.keyboard.press('Escape');
  await closed(page);
  await expect(disable).toBeFocused();
  for (const part of ['a', 'b', 'c']) await expect(row(page, `${name}/${part}`)).toContainText('Disabled');

  await press(selection(page), 'Add Tag');
  await expect(panelOf(page).getByRole('textbox', { name: 'Tag Key' })).toBeFocused();
  await page.keyboard.type('owner');
  await page.keyboard.press('Tab');
  await page.keyboard.type(`Team ${name}`);
  await checkAxe(page);
  await page.keyboard.press('Enter');
  await expect(panelOf(page)).toContainText('3 done.');
  await page.keyboard.press('Escape');
  await closed(page);
  await page.getByRole('searchbox').fill(`owner=team ${name}`);
  await expect(page.getByText('3 keys', { exact: true })).toBeVisible();

  await press(selection(page), 'Schedule Deletion');
  await fillNumber(page, 'Waiting Period (days)', '6');
  await press(panelOf(page), 'Schedule Deletion');
  await expect(panelOf(page)).toContainText('A whole number of days from 7 to 366.');
  await fillNumber(page, 'Waiting Period (days)', '7');
  await press(panelOf(page), 'Schedule Deletion');
  await expect(panelOf(page)).toContainText('3 done.');
  await page.keyboard.press('Escape');
  await closed(page);
  await expect(row(page, `${name}/c`)).toContainText('Pending deletion');
  await press(selection(page), 'Clear');
  await expect(selection(page)).toHaveCount(0);
});

test('many secrets are tagged and put into their recovery windows', async ({ signedIn: page, checkAxe }) => {
  const name = unique('vaults');
  await createInstance(page, region, name);
  await createKey(page, region, name, name);
  for (const part of ['a', 'b'])
    await createSecret(page, region, {
      instance: name,
      key: `alias/${name}`,
      name: `${name}/${part}`,
      value: 'x',
    });
  await page.goto(`/${region}/secrets?q=${name}&sort=-name`);
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await press(selection(page), 'Add Tag');
  await expect(panelOf(page).getByRole('textbox', { name: 'Tag Key' })).toBeFocused();
  await page.keyboard.type('tier');
  await page.keyboard.press('Enter');
  await expect(panelOf(page)).toContainText('2 done.');
  await page.keyboard.press('Escape');
  await closed(page);
  await page.getByRole('checkbox', { name: `Select ${name}/b` }).uncheck();
  await press(selection(page), 'Schedule Deletion');
  await fillNumber(page, 'Recovery Window (days)', '7');
  await checkAxe(page);
  await press(panelOf(page), 'Schedule Deletion');
  await expect(panelOf(page)).toContainText('1 done.');
  await page.keyboard.press('Escape');
  await closed(page);
  await page.goto(`/${region}/secrets?q=tier%3D&state=leaving`);
  await expect(row(page, `${name}/a`)).toContainText('Deletion scheduled for');
  await expect(row(page, `${name}/b`)).toHaveCount(0);
});
