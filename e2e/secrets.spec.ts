import type { Locator, Page } from '@playwright/test';
import {
  choose,
  chooseMore,
  closed,
  createInstance,
  createKey,
  createSecret,
  field,
  fillNumber,
  headerAction,
  openSecret,
  panelOf,
  press,
  pressOk,
  row,
  unique,
} from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

/** Only the specs of instances, keys and secrets use it, with names of their own. */
const region = 'ap-southeast-1';

test.describe.configure({ timeout: 120_000 }); // many panels a test

/** An instance, a key of it, and a name for a secret. */
async function place(page: Page, what: string) {
  const [instance, alias, name] = [unique(what), unique(what), unique(`${what}/token`)];
  await createInstance(page, region, instance);
  const keyId = await createKey(page, region, instance, alias);
  return { instance, key: `alias/${alias}`, keyId, name };
}

const versions = (page: Page): Locator =>
  page
    .getByRole('table', { name: 'Versions' })
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });
const shown = (page: Page): Locator => panelOf(page).getByLabel('Value', { exact: true });

test('keep versions and stages, and reveal a value only when asked', async ({ signedIn: page, checkAxe }) => {
  const secret = await place(page, 'app');
  await createSecret(page, region, { ...secret, value: 'value one' });
  await checkAxe(page);
  await openSecret(page, region, secret.name);
  for (const value of ['value two', 'value three\nsecond line']) {
    await press(page, 'Add Version');
    await field(page, 'Value').fill(value);
    await pressOk(page);
    await closed(page);
  }
  await expect(versions(page)).toHaveCount(3);
  await expect(versions(page).nth(0)).toContainText('ACSCurrent');
  await expect(versions(page).nth(1)).toContainText('ACSPrevious');
  await expect(versions(page).nth(2)).toContainText('No stage');
  await page.reload();
  expect(await page.content()).not.toMatch(/value (one|two|three)/);

  for (const [index, value] of [
    [0, 'value three\nsecond line'],
    [2, 'value one'],
  ] as const) {
    await press(versions(page).nth(index), 'Reveal');
    await expect.poll(() => shown(page).textContent()).toBe(value);
    await checkAxe(page);
    await press(panelOf(page), 'Hide');
    await closed(page);
    expect(await page.content()).not.toContain(value);
  }
});

test('hide a revealed value again after a minute', async ({ signedIn: page }) => {
  const secret = await place(page, 'minute');
  await createSecret(page, region, { ...secret, value: 'for a minute' });
  await page.clock.install();
  await openSecret(page, region, secret.name);
  await press(page, 'Reveal');
  await expect(shown(page)).toHaveText('for a minute');
  await page.clock.runFor(58_000);
  await expect(panelOf(page)).toBeVisible();
  await page.clock.runFor(3_000);
  await closed(page);
});

test('copy a value without showing it', async ({ signedIn: page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const secret = await place(page, 'copied');
  await createSecret(page, region, { ...secret, value: 'line one\nline two' });
  await openSecret(page, region, secret.name);
  await press(page, 'Copy Value');
  await expect(page.getByText('without showing it', { exact: false })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('line one\nline two');
  expect(await page.content()).not.toContain('line one');
});

test('are created with a generated value, and take a version ID once for one value', async ({
  signedIn: page,
  checkAxe,
}) => {
  const { instance, key, name } = await place(page, 'made');
  await page.goto(`/${region}/secrets`);
  await press(page, 'Create Secret');
  await choose(page, 'Instance', new RegExp(`^${instance}`));
  await field(page, 'Name').fill(name);
  await choose(page, 'Encryption Key', new RegExp(`^${key}`));
  await panelOf(page).getByText('Generate it').click();
  await fillNumber(page, 'Length (characters)', '7');
  await panelOf(page).getByText('Symbols', { exact: true }).click();
  await field(page, 'Version ID').fill('v1');
  await pressOk(page);
  await expect(field(page, 'Length (characters)')).toHaveAccessibleDescription(
    /A whole number of characters from 8 to 128\./,
  );
  await checkAxe(page);
  await fillNumber(page, 'Length (characters)', '40');
  await pressOk(page);
  await closed(page);

  await openSecret(page, region, name);
  await press(versions(page).nth(0), 'Reveal');
  await expect(shown(page)).toHaveText(/^[A-Za-z0-9]{40}$/);
  await press(panelOf(page), 'Hide');

  const put = async (value: string, versionId: string) => {
    await press(page, 'Add Version');
    await field(page, 'Value').fill(value);
    await field(page, 'Version ID').fill(versionId);
    await pressOk(page);
  };
  await put('two', 'v2');
  await closed(page);
  await expect(versions(page)).toHaveCount(2);
  await put('two', 'v2');
  await closed(page);
  await expect(versions(page)).toHaveCount(2);
  await put('three', 'v2');
  await expect(field(page, 'Version ID')).toHaveAccessibleDescription(/with another value/);
  await checkAxe(page);
  await field(page, 'Version ID').fill('v1');
  await pressOk(page);
  await expect(field(page, 'Version ID')).toHaveAccessibleDescription(/already has the version v1/);
  await expect(field(page, 'Value')).toHaveValue('three');
});

test('are edited without losing what somebody else changed', async ({ signedIn: page, checkAxe }) => {
  const secret = await place(page, 'edited');
  await createSecret(page, region, { ...secret, value: 'x' });
  await openSecret(page, region, secret.name);
  await headerAction(page, 'Edit');
  await field(page, 'Description').fill('mine');

  const other = await page.context().newPage();
  await openSecret(other, region, secret.name);
  await headerAction(other, 'Edit');
  await field(other, 'Description').fill('theirs');
  await press(panelOf(other), 'Add Tag');
  await field(other, 'Key of tag 1').fill('team');
  await field(other, 'Value of tag 1').fill('ledger');
  await pressOk(other);
  await closed(other);
  await other.close();

  await pressOk(page);
  const notice = panelOf(page).getByRole('alert');
  await expect(notice).toContainText('Somebody else changed this secret meanwhile.');
  await expect(notice).toContainText('theirs');
  await expect(field(page, 'Description')).toHaveValue('mine');
  await checkAxe(page);
  await press(panelOf(page), 'Save Mine');
  await closed(page);
  const facts = page.getByRole('main');
  await expect(facts).toContainText('mine');
  await expect(facts).not.toContainText('theirs');
});

test('rotate by schedule once that is set, and wait for a key that is disabled', async ({
  signedIn: page,
  checkAxe,
}) => {
  const secret = await place(page, 'rotated');
  await createSecret(page, region, { ...secret, value: 'x' });
  await openSecret(page, region, secret.name);
  const facts = page.getByRole('main');
  await headerAction(page, 'Set Rotation');
  await panelOf(page).getByText('A generated value takes the place').click();
  await fillNumber(page, 'Rotation Period (days)', '366');
  await pressOk(page);
  await expect(field(page, 'Rotation Period (days)')).toHaveAccessibleDescription(
    /A whole number of days from 7 to 365\./,
  );
  await checkAxe(page);
  await fillNumber(page, 'Rotation Period (days)', '30');
  await pressOk(page);
  await closed(page);
  await expect(facts).toContainText('Every 30 days, next');

  await page.goto(`/${region}/keys/${secret.keyId}`);
  await headerAction(page, 'Disable');
  await expect(page.getByText('Disabled', { exact: true }).first()).toBeVisible();
  await openSecret(page, region, secret.name);
  await expect(facts).toContainText('The encryption key is disabled.');
  await expect(facts).toContainText('Scheduled rotation waits too');
  await expect(versions(page).nth(0)).toContainText('Key disabled');
  await checkAxe(page);

  await headerAction(page, 'Set Rotation');
  await panelOf(page).getByText('The value changes only when').click();
  await pressOk(page);
  await closed(page);
  await expect(facts).not.toContainText('Every 30 days');
});

test('wait in their recovery window, and are deleted behind their typed name', async ({
  signedIn: page,
  checkAxe,
}) => {
  const secret = await place(page, 'window');
  const { name } = secret;
  await createSecret(page, region, { ...secret, value: 'x' });
  await chooseMore(row(page, name), page, 'Schedule Deletion');
  await expect(panelOf(page)).toContainText('No backup holds this secret: it will be lost for good.');
  await checkAxe(page);
  await fillNumber(page, 'Recovery Window (days)', '7');
  await pressOk(page);
  await expect(row(page, name)).toContainText('Deletion scheduled for');
  await openSecret(page, region, name);
  await expect(page.getByText('In its recovery window', { exact: true })).toBeVisible();
  await checkAxe(page);
  await press(page, 'Restore Secret');
  await expect(page.getByRole('button', { name: 'Reveal' })).toBeVisible();
  await headerAction(page, 'Delete Now');
  await expect(panelOf(page)).toContainText('1 version will be destroyed.');
  await checkAxe(page);
  await panelOf(page).getByRole('textbox').fill(name);
  await press(panelOf(page), 'Delete Now');
  await page.waitForURL(new RegExp(`/${region}/secrets$`));
  await expect(row(page, name)).toHaveCount(0);
});
