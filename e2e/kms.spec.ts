import {
  choose,
  chooseMore,
  createInstance,
  createKey,
  createSecret,
  decrypt,
  decrypted,
  encrypt,
  fillNumber,
  openKey,
  panelOf,
  press,
  row,
  unique,
} from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

/** Only the specs of keys and secrets use it, with names of their own. */
const region = 'ap-southeast-1';

test.describe.configure({ timeout: 120_000 }); // many panels a test

test.describe('instances', () => {
  test('are created, found by name, and released behind their typed name', async ({
    signedIn: page,
    checkAxe,
  }) => {
    const name = unique('payments');
    await createInstance(page, region, name);
    await page.getByRole('searchbox', { name: 'Search name or ID' }).fill(name);
    await expect(page.getByText('1 instance', { exact: true })).toBeVisible();
    await checkAxe(page);
    const only = row(page, name);
    await expect(only).toContainText('Software Key Management');
    await expect(only).toContainText('0 of 1,000');

    await press(only, 'Release');
    const message = panelOf(page);
    await expect(message).toContainText('No key and no secret will be destroyed.');
    await expect(message).toContainText('No backup instance has this one as its source');
    await checkAxe(page);
    await expect(message.getByRole('button', { name: 'Release' })).toBeDisabled();
    await message.getByRole('textbox').fill(name);
    await press(message, 'Release');
    await expect(page.getByText(`Released ${name}.`, { exact: false })).toBeVisible();
    await expect(page.getByText('Nothing matches')).toBeVisible();
  });

  test('of type Hardware are not offered to hold keys', { tag: '@R1' }, async ({
    signedIn: page,
    checkAxe,
  }) => {
    const hardware = unique('hsm');
    await page.goto(`/${region}/instances`);
    await press(page, 'Create Instance');
    await choose(page, 'Type', 'Hardware Key Management');
    await expect(panelOf(page)).toContainText("Backups don't support this type.");
    await checkAxe(page);
    await press(panelOf(page), 'Cancel');
    await createInstance(page, region, hardware, { type: 'Hardware Key Management' });
    const software = unique('soft');
    await createInstance(page, region, software);

    await page.goto(`/${region}/keys`);
    await press(page, 'Create Key');
    await panelOf(page)
      .getByRole('button', { name: /Instance$/ })
      .click();
    await expect(page.getByRole('option', { name: software })).toBeVisible();
    await expect(page.getByRole('option', { name: hardware })).toHaveCount(0);
  });
});

test.describe('keys', () => {
  test('encrypt, rotate, and go on decrypting what an older version encrypted', async ({
    signedIn: page,
    checkAxe,
  }) => {
    const [instance, alias] = [unique('crypto'), unique('orders')];
    await createInstance(page, region, instance);
    await createKey(page, region, instance, alias);
    await checkAxe(page);
    await openKey(page, region, alias);
    const versions = page.getByRole('table', { name: 'Versions' }).getByRole('row');
    const text = 'Grüße,\n  line two  \n密钥';
    const before = await encrypt(page, text);
    await press(page, 'Rotate');
    await expect(page.getByText(`Rotated alias/${alias}.`, { exact: false })).toBeVisible();
    await expect(versions).toHaveCount(3);
    await expect(versions.nth(1)).toContainText('Primary');
    await expect(versions.nth(2)).toContainText('Decrypts only');
    const after = await encrypt(page, 'under the new version');
    expect(after).not.toBe(before);
    await decrypt(page, before);
    await expect.poll(() => decrypted(page).textContent()).toBe(text);
    await checkAxe(page);
    await decrypt(page, after);
    await expect(decrypted(page)).toHaveText('under the new version');
  });

  test('are disabled, scheduled for deletion and kept after all', async ({ signedIn: page, checkAxe }) => {
    const [instance, alias] = [unique('states'), unique('states')];
    await createInstance(page, region, instance);
    await createKey(page, region, instance, alias);
    await openKey(page, region, alias);
    const ciphertext = await encrypt(page, 'kept');
    await chooseMore(page, page, 'Disable');
    await expect(page.getByText('This key is disabled.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Encrypt', exact: true })).toBeDisabled();
    await chooseMore(page, page, 'Schedule Deletion');
    await expect(panelOf(page)).toContainText('No secret is encrypted under this key.');
    await checkAxe(page);
    await fillNumber(page, 'Waiting Period (days)', '7');
    await press(panelOf(page), 'OK');
    await expect(page.getByText('This key will be deleted.')).toBeVisible();
    await checkAxe(page);

    await page.goto(`/${region}/keys?q=${alias}&state=PendingDeletion`);
    await press(row(page, alias), 'Cancel Deletion');
    await expect(page.getByText('Nothing matches')).toBeVisible();
    await page.goto(`/${region}/keys?q=${alias}&state=Disabled`);
    await press(row(page, alias), 'Enable');
    await expect(page.getByText('Nothing matches')).toBeVisible();
    await openKey(page, region, alias);
    await decrypt(page, ciphertext);
    await expect(decrypted(page)).toHaveText('kept');
  });

  test('are deleted for good behind their typed ID, which says what is lost', async ({
    signedIn: page,
    checkAxe,
  }) => {
    const [instance, alias] = [unique('gone'), unique('gone')];
    await createInstance(page, region, instance);
    await createKey(page, region, instance, alias);
    await createSecret(page, region, { instance, key: `alias/${alias}`, name: unique('under'), value: 'x' });
    const keyId = await openKey(page, region, alias);
    await chooseMore(page, page, 'Delete Now');
    const message = panelOf(page);
    await expect(message).toContainText('1 version will be destroyed, and 1 secret becomes unreadable.');
    await checkAxe(page);
    await message.getByRole('textbox').fill(keyId);
    await press(message, 'Delete Now');
    await page.waitForURL(new RegExp(`/${region}/keys$`));
    await expect(page.getByText(`Deleted alias/${alias}.`)).toBeVisible();
    await expect(row(page, alias)).toHaveCount(0);

    const answer = await page.goto(`/${region}/keys/${keyId}`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: "This key doesn't exist" })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Go to Backups' })).toHaveAttribute(
      'href',
      `/${region}/backups`,
    );
    await checkAxe(page);
  });
});
