import type { Page } from '@playwright/test';
import { enablePurchased } from './fixtures/purchased.ts';
import {
  chooseMore,
  closed,
  createInstance,
  createKey,
  createSecret,
  deleteKeyNow,
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

/** Shared with the specs of keys and secrets: every name is unique, no rows are counted. */
const region = 'ap-southeast-1';

test.describe.configure({ timeout: 120_000 });

async function openInstance(page: Page, name: string): Promise<void> {
  await page.goto(`/${region}/instances?q=${name}`);
  await row(page, name).getByRole('link', { name: 'Details' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}

test('an instance has a page with its quotas, its backups and the way to its keys and secrets', async ({
  signedIn: page,
  checkAxe,
}) => {
  const [name, alias] = [unique('own'), unique('own')];
  await createInstance(page, region, name, { keyQuota: '2', secretQuota: '3' });
  await createKey(page, region, name, alias);
  await createSecret(page, region, {
    instance: name,
    key: `alias/${alias}`,
    name: unique('own'),
    value: 'x',
  });
  await openInstance(page, name);
  const bar = (label: string) => page.getByRole('progressbar', { name: label });
  await expect(bar('Key versions')).toHaveAttribute('aria-valuetext', '1 of 2');
  await expect(bar('Secrets')).toHaveAttribute('aria-valuetext', '1 of 3');
  await expect(page.getByText('Nothing backs up this instance')).toBeVisible();
  await checkAxe(page);
  await page.getByRole('link', { name: '1 key' }).click();
  await page.waitForURL(/\/keys\?instance=kst-/);
  await expect(row(page, alias)).toBeVisible();
  await page.goBack();

  const backup = await enablePurchased(page, region, name);
  await openInstance(page, name);
  const held = row(page, backup);
  await expect(held).toContainText('1 key, 1 secret');
  await expect(held).toContainText(/ago|just now/);
  await checkAxe(page);
  await held.getByRole('link', { name: backup }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(backup);
});

test('quotas are raised, and never lowered', async ({ signedIn: page, checkAxe }) => {
  const name = unique('quota');
  await createInstance(page, region, name, { keyQuota: '1', secretQuota: '0' });
  await createKey(page, region, name, unique('first'));
  await openInstance(page, name);
  const bar = page.getByRole('progressbar', { name: 'Key versions' });
  await expect(bar).toHaveAttribute('aria-valuetext', '1 of 1');
  await press(page, 'Raise Quota');
  await checkAxe(page);
  await fillNumber(page, 'Key Quota', '0');
  await pressOk(page);
  await expect(field(page, 'Key Quota')).toHaveAccessibleDescription(/A whole number from 1 to 100,000\./);
  await fillNumber(page, 'Key Quota', '5000');
  await fillNumber(page, 'Secret Quota', '12');
  await pressOk(page);
  await closed(page);
  await expect(page.getByText(`Raised the quotas of ${name}.`)).toBeVisible();
  await expect(bar).toHaveAttribute('aria-valuetext', '1 of 5,000');
  await press(page, 'Raise Quota');
  await fillNumber(page, 'Key Quota', '4999');
  await pressOk(page);
  await expect(field(page, 'Key Quota')).toHaveAccessibleDescription(
    /A quota can only be raised\. The key quota is 5,000 now/,
  );
});

test('an instance is renamed, but not to a name that another has', async ({ signedIn: page, checkAxe }) => {
  const [taken, name, other] = [unique('taken'), unique('name'), unique('other')];
  await createInstance(page, region, taken);
  await createInstance(page, region, name);
  await openInstance(page, name);
  await headerAction(page, 'Rename');
  await checkAxe(page);
  await field(page, 'Name').fill(taken);
  await pressOk(page);
  await expect(field(page, 'Name')).toHaveAccessibleDescription(/is already named/);
  await field(page, 'Name').fill(other);
  await pressOk(page);
  await closed(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(other);
});

test('a Hardware Key Management instance says that it is not backed up and holds nothing', {
  tag: '@R1',
}, async ({ signedIn: page, checkAxe }) => {
  const name = unique('hsm');
  await createInstance(page, region, name, { type: 'Hardware Key Management' });
  await row(page, name).getByRole('link', { name: 'Details' }).click();
  await expect(page.getByText("Backups don't support this type.")).toBeVisible();
  await expect(page.getByText('This console keeps none in this type of instance.')).toHaveCount(2);
  await expect(page.getByRole('heading', { name: 'Backed up by' })).toHaveCount(0);
  await checkAxe(page);
});

test('a release says what is destroyed and what holds it, takes a last point, and leaves the page readable', async ({
  signedIn: page,
  checkAxe,
}) => {
  const [name, alias, late] = [unique('leaving'), unique('leaving'), unique('late')];
  await createInstance(page, region, name);
  await createKey(page, region, name, alias);
  await openInstance(page, name);
  await headerAction(page, 'Release');
  const message = panelOf(page);
  await expect(message).toContainText('1 key with 1 version and no secret will be destroyed.');
  await expect(message).toContainText('No backup is taken of them: they are lost for good.');
  await checkAxe(page);
  await press(message, 'Cancel');
  const backup = await enablePurchased(page, region, name);
  await createKey(page, region, name, late);
  await openInstance(page, name);
  await headerAction(page, 'Release');
  await expect(message).toContainText('2 keys with 2 versions and no secret will be destroyed.');
  await expect(message).toContainText(
    new RegExp(
      `${backup}: latest point .* with 1 key and 0 secrets\\. A last backup point is taken first\\.`,
    ),
  );
  await checkAxe(page);
  const path = new URL(page.url()).pathname;
  await message.getByRole('textbox').fill(name);
  await press(message, 'Release');
  await page.waitForURL(new RegExp(`/${region}/instances$`));
  await page.goto(path);
  await expect(page.getByText('This instance was released.')).toBeVisible();
  await expect(row(page, backup)).toContainText('2 keys, 0 secrets');
  await expect(page.getByRole('button', { name: 'Raise Quota' })).toHaveCount(0);
  await checkAxe(page);
});

test('an instance of another region, or none, is not there', async ({ signedIn: page }) => {
  const name = unique('here');
  await createInstance(page, region, name);
  await row(page, name).getByRole('link', { name: 'Details' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  const path = new URL(page.url()).pathname;
  for (const elsewhere of [path.replace(region, 'us-east-1'), `/${region}/instances/kst-none`]) {
    expect((await page.goto(elsewhere))?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: "This instance doesn't exist" })).toBeVisible();
  }
});

test('Delete Now says whether a backup holds every version, and which secrets depend on it', async ({
  signedIn: page,
  checkAxe,
}) => {
  const [instance, alias, secret] = [unique('cover'), unique('cover'), unique('app/db')];
  await createInstance(page, region, instance);
  const keyId = await createKey(page, region, instance, alias);
  await createSecret(page, region, { instance, key: `alias/${alias}`, name: secret, value: 'x' });
  const ask = async (action: string) => {
    await page.goto(`/${region}/keys?q=${alias}`);
    await chooseMore(row(page, alias), page, action);
  };
  const message = panelOf(page);
  await ask('Delete Now');
  await expect(message).toContainText('No backup holds this key: it will be lost for good.');
  await expect(message).toContainText('No backup instance has its instance as the source.');
  await expect(message).toContainText(
    "1 secret depends on it. They can't be read until the key is restored.",
  );
  await expect(message.getByRole('link', { name: secret })).toHaveAttribute('href', /secrets\/item\?name=/);
  await checkAxe(page);

  const backup = await enablePurchased(page, region, instance);
  await ask('Delete Now');
  await expect(message).toContainText('A verified backup covers every version.');
  await expect(message).toContainText(`${backup}: 1 of 1 version, as of`);
  await checkAxe(page);
  await press(message, 'Cancel');
  await row(page, alias).getByRole('button', { name: 'Rotate' }).click();
  await expect(page.getByText(`Rotated alias/${alias}.`, { exact: false })).toBeVisible();
  await ask('Schedule Deletion');
  await expect(message).toContainText('No backup covers every version.');
  await expect(message).toContainText(`${backup}: 1 of 2 versions, as of`);
  await expect(message).toContainText('Missing:');
  await checkAxe(page);
  await press(message, 'Cancel');

  await deleteKeyNow(page, region, keyId);
  await openSecret(page, region, secret);
});

test('Delete Now says when it could not be found out what a backup holds', async ({
  signedIn: page,
  checkAxe,
}) => {
  const [instance, alias] = [unique('unread'), unique('unread')];
  await createInstance(page, region, instance);
  await createKey(page, region, instance, alias);
  await page.route(`**/api/regions/${region}/keys/key-*`, (route) =>
    route.fulfill({ status: 503, json: { code: 'DATABASE_AWAY', message: 'The database is away.' } }),
  );
  await page.goto(`/${region}/keys?q=${alias}`);
  await chooseMore(row(page, alias), page, 'Delete Now');
  await expect(panelOf(page)).toContainText('The database is away.');
  await checkAxe(page);
});
