import type { Page } from '@playwright/test';
import {
  choose,
  createInstance,
  createKey,
  createSecret,
  decrypt,
  encrypt,
  fillNumber,
  openKey,
  openSecret,
  panelOf,
  press,
  unique,
} from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

/** Only the specs of keys and secrets use it, with names of their own. */
const region = 'ap-southeast-1';

test.describe.configure({ timeout: 120_000 }); // many panels a test

/** A refused field, for its message as a screen reader tells it. The help beside it may say the same rule. */
const said = (page: Page, label: string) =>
  expect(page.getByRole('textbox', { name: label, exact: true }).and(page.locator('[aria-invalid=true]')));

test('Create Instance says at each field what it takes', async ({ signedIn: page, checkAxe }) => {
  const name = unique('taken');
  await createInstance(page, region, name);
  await press(page, 'Create Instance');
  await press(panelOf(page), 'OK');
  await said(page, 'Name').toHaveAccessibleDescription(/Fill this in\./);
  for (const bad of [' ', '-first', 'a'.repeat(65), 'a/b']) {
    await panelOf(page).getByLabel('Name').fill(bad);
    await press(panelOf(page), 'OK');
    await said(page, 'Name').toHaveAccessibleDescription(/and a letter or digit first\./);
  }
  await panelOf(page).getByLabel('Name').fill(name);
  await press(panelOf(page), 'OK');
  await said(page, 'Name').toHaveAccessibleDescription(/is already named/);
  await panelOf(page).getByLabel('Name').fill(unique('fresh'));
  await fillNumber(page, 'Key Quota', '0');
  await fillNumber(page, 'Secret Quota', '100001');
  await press(panelOf(page), 'OK');
  await said(page, 'Key Quota').toHaveAccessibleDescription(/A whole number from 1 to 100,000\./);
  await said(page, 'Secret Quota').toHaveAccessibleDescription(/A whole number from 0 to 100,000\./);
  await checkAxe(page);
});

test('Create Key says at each field what it takes', async ({ signedIn: page, checkAxe }) => {
  const [instance, alias] = [unique('one'), unique('mine')];
  await createInstance(page, region, instance, { keyQuota: '1' });
  await createKey(page, region, instance, alias);
  await press(page, 'Create Key');
  await press(panelOf(page), 'OK');
  await expect(panelOf(page)).toContainText('Fill this in.');
  await choose(page, 'Instance', instance);
  for (const bad of ['with space', 'a'.repeat(201), 'ümlaut']) {
    await panelOf(page).getByLabel('Alias').fill(bad);
    await press(panelOf(page), 'OK');
    await said(page, 'Alias').toHaveAccessibleDescription(/1 to 200 letters/);
  }
  await panelOf(page).getByLabel('Alias').fill('');
  await panelOf(page).getByLabel('Description').fill('d'.repeat(501));
  await press(panelOf(page), 'OK');
  await said(page, 'Description').toHaveAccessibleDescription('At most 500 characters.');
  await checkAxe(page);
  await panelOf(page).getByLabel('Description').fill('');
  await press(panelOf(page), 'OK');
  await expect(panelOf(page)).toContainText('The key quota is reached: 1 of 1 key versions are used');
  await press(panelOf(page), 'Cancel');

  await openKey(page, region, alias);
  await press(page, 'Rotate');
  await expect(page.getByText('The key quota is reached', { exact: false })).toBeVisible();

  const roomy = unique('roomy');
  await createInstance(page, region, roomy);
  await page.goto(`/${region}/keys`);
  await press(page, 'Create Key');
  await choose(page, 'Instance', roomy);
  await panelOf(page).getByLabel('Alias').fill(alias);
  await press(panelOf(page), 'OK');
  await said(page, 'Alias').toHaveAccessibleDescription(/belongs to the key key-/);
});

test('Encrypt, Decrypt and Schedule Deletion of a key say what they take', async ({ signedIn: page }) => {
  const [instance, alias] = [unique('bad'), unique('bad')];
  await createInstance(page, region, instance);
  await createKey(page, region, instance, alias);
  await createKey(page, region, instance, `${alias}-other`);
  await openKey(page, region, `${alias}-other`);
  const foreign = await encrypt(page, 'of another key');
  await openKey(page, region, alias);
  await press(page, 'Encrypt');
  await said(page, 'Plaintext').toHaveAccessibleDescription(/Fill this in\./);
  await page.getByLabel('Plaintext').fill('é'.repeat(3073));
  await press(page, 'Encrypt');
  await said(page, 'Plaintext').toHaveAccessibleDescription(/1 to 6,144 bytes of text\./);

  const own = await encrypt(page, 'x');
  const changed = `${own.slice(0, -6)}${own.at(-6) === 'A' ? 'B' : 'A'}${own.slice(-5)}`;
  for (const [ciphertext, why] of [
    ['not base64!', /Paste a ciphertext in Base64/],
    ['AAAA', /is not a ciphertext that a key of this console made/],
    [foreign, /has no version that made this ciphertext/],
    [changed, /was changed or cut/],
  ] as const) {
    await decrypt(page, ciphertext);
    await said(page, 'Ciphertext').toHaveAccessibleDescription(why);
  }

  await press(page, 'More');
  await page.getByRole('menuitem', { name: 'Schedule Deletion' }).click();
  for (const days of ['6', '367']) {
    await fillNumber(page, 'Waiting Period (days)', days);
    await press(panelOf(page), 'OK');
    await said(page, 'Waiting Period (days)').toHaveAccessibleDescription(
      /A whole number of days from 7 to 366\./,
    );
  }
  await press(panelOf(page), 'Cancel');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('This key will be deleted.')).toHaveCount(0);
});

test('Create Secret, Add Version and Schedule Deletion of a secret say what they take', async ({
  signedIn: page,
  checkAxe,
}) => {
  const [instance, keyAlias, name] = [unique('full'), unique('full'), unique('full')];
  await createInstance(page, region, instance, { secretQuota: '1' });
  await createKey(page, region, instance, keyAlias);
  await createSecret(page, region, { instance, key: `alias/${keyAlias}`, name, value: 'x' });
  await press(page, 'Create Secret');
  await press(panelOf(page), 'OK');
  await said(page, 'Name').toHaveAccessibleDescription(/Fill this in\./);
  await choose(page, 'Instance', instance);
  await choose(page, 'Encryption Key', `alias/${keyAlias}`);
  for (const bad of ['with space', 'n'.repeat(65)]) {
    await panelOf(page).getByLabel('Name').fill(bad);
    await panelOf(page).getByLabel('Value').fill('v'.repeat(30_721));
    await press(panelOf(page), 'OK');
    await said(page, 'Name').toHaveAccessibleDescription(/without spaces\./);
    await said(page, 'Value').toHaveAccessibleDescription(/1 to 30,720 bytes of text\./);
  }
  await checkAxe(page);
  await panelOf(page).getByLabel('Name').fill(unique('second'));
  await panelOf(page).getByLabel('Value').fill('v');
  await press(panelOf(page), 'OK');
  await expect(panelOf(page)).toContainText('The secret quota is reached: 1 of 1 secrets.');
  await press(panelOf(page), 'Cancel');

  const [roomy, roomyKey] = [unique('roomy'), unique('roomy')];
  await createInstance(page, region, roomy);
  await createKey(page, region, roomy, roomyKey);
  await page.goto(`/${region}/secrets`);
  await press(page, 'Create Secret');
  await choose(page, 'Instance', roomy);
  await choose(page, 'Encryption Key', `alias/${roomyKey}`);
  await panelOf(page).getByLabel('Name').fill(name);
  await panelOf(page).getByLabel('Value').fill('v');
  await press(panelOf(page), 'OK');
  await said(page, 'Name').toHaveAccessibleDescription(/already exists in this region/);
  await press(panelOf(page), 'Cancel');

  await openSecret(page, region, name);
  await press(page, 'Add Version');
  await press(panelOf(page), 'OK');
  await said(page, 'Value').toHaveAccessibleDescription(/Fill this in\./);
  await panelOf(page).getByLabel('Value').fill('v'.repeat(30_721));
  await press(panelOf(page), 'OK');
  await said(page, 'Value').toHaveAccessibleDescription(/1 to 30,720 bytes of text\./);
  await press(panelOf(page), 'Cancel');
  await press(page, 'More');
  await page.getByRole('menuitem', { name: 'Schedule Deletion' }).click();
  await fillNumber(page, 'Recovery Window (days)', '31');
  await press(panelOf(page), 'OK');
  await said(page, 'Recovery Window (days)').toHaveAccessibleDescription(
    /A whole number of days from 7 to 30\./,
  );
});
