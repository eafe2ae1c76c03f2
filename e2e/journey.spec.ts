import type { Page } from '@playwright/test';
import {
  closed,
  closePanel,
  createInstance,
  createKey,
  createSecret,
  decrypt,
  deleteKeyNow,
  deleteSecretNow,
  enableBackup,
  encrypt,
  field,
  headerAction,
  openTab,
  panelOf,
  restore,
  row,
  viewData,
} from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

const region = 'cn-hangzhou';
const tabs = [
  'Fully Backed up Keys',
  'Incrementally Backed up Keys',
  'Rotated Keys',
  'Fully Backed up Secrets',
  'Incrementally Backed up Secrets',
  'Rotated Secrets',
];

test('a key that was lost comes back, and what it encrypted decrypts', {
  tag: ['@R2', '@R12', '@R13', '@R14', '@R15'],
}, async ({ signedIn: page, checkAxe }) => {
  test.setTimeout(180_000);

  await createInstance(page, region, 'payments');
  const keyId = await createKey(page, region, 'payments', 'cards');
  const secretKey = await createKey(page, region, 'payments', 'db');
  await createSecret(page, region, {
    instance: 'payments',
    name: 'db/password',
    key: 'alias/db',
    value: 'first',
  });

  await page.goto(`/${region}/secrets/item?name=db%2Fpassword`);
  await headerAction(page, 'Add Version');
  await field(page, 'Value').fill('second');
  await panelOf(page).getByRole('button', { name: 'OK' }).click();
  await closed(page);
  await expect(row(page, 'ACSPrevious')).toBeVisible();

  await page.goto(`/${region}/keys/${keyId}`);
  const old = await encrypt(page, 'before the rotation');
  await headerAction(page, 'Rotate');
  await expect(row(page, 'Primary')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Versions' }).getByRole('row')).toHaveCount(3);
  await page.reload();
  const young = await encrypt(page, 'after the rotation');
  const versions = await versionsOf(page);
  const created = await page.getByRole('main').getByRole('time').first().getAttribute('datetime');

  await enableBackup(page, region, 'payments', 'nightly');
  await viewData(page, region, 'nightly');
  await checkAxe(page);
  for (const tab of tabs) await expect(page.getByRole('tab', { name: tab })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Fully Backed up Keys' })).toContainText('2');
  await expect(page.getByRole('tab', { name: 'Rotated Keys' })).toContainText('0');
  await expect(page.getByRole('tab', { name: 'Rotated Secrets' })).toContainText('0');
  await expect(row(page, keyId)).toContainText('same as live');

  await deleteKeyNow(page, region, keyId);
  await page.goto(`/${region}/keys/${keyId}`);
  await expect(page.getByRole('main')).toContainText('Backups');
  await page.goto(`/${region}/keys/${secretKey}`);
  await decrypt(page, old);
  await expect(page.getByRole('main')).toContainText('has no version that made this ciphertext');

  await viewData(page, region, 'nightly');
  await expect(row(page, keyId)).toContainText('deleted');
  await restore(page, keyId, 'payments');
  await expect(panelOf(page)).toContainText(`${keyId} is back in payments`);
  await expect(panelOf(page)).toContainText('All 2 versions were restored');
  await checkAxe(page);
  await panelOf(page).getByRole('link', { name: 'Show the key' }).click();

  await page.waitForURL((url) => url.pathname.endsWith(keyId));
  await expect(page.getByRole('table', { name: 'Versions' })).toBeVisible();
  expect(versions).toHaveLength(2);
  expect(await versionsOf(page)).toEqual(versions);
  expect(await page.getByRole('main').getByRole('time').first().getAttribute('datetime')).toBe(created);
  await expect(page.getByRole('main')).toContainText('alias/cards');
  await decrypt(page, old);
  await expect(page.getByRole('status', { name: 'Decrypted text' })).toHaveText('before the rotation');
  await decrypt(page, young);
  await expect(page.getByRole('status', { name: 'Decrypted text' })).toHaveText('after the rotation');

  // A secret and its key: the secret alone is refused and names the key; key first, then the secret.
  await deleteSecretNow(page, region, 'db/password');
  await deleteKeyNow(page, region, secretKey);
  await viewData(page, region, 'nightly');
  await openTab(page, 'Fully Backed up Secrets');
  await restore(page, 'db/password', 'payments');
  const panel = panelOf(page);
  await expect(panel.getByRole('alert')).toContainText(`encrypted by the key ${secretKey}`);
  await checkAxe(page);
  await panel.getByRole('button', { name: 'Restore the key first' }).click();
  await expect(panel.getByRole('alert')).toHaveCount(0);
  await panel.getByRole('button', { name: 'OK' }).click();
  await expect(panel).toContainText('db/password is back in payments');
  await expect(panel).toContainText('all 2 values decrypt');
  await closePanel(page);

  await page.goto(`/${region}/secrets/item?name=db%2Fpassword`);
  for (const [stage, value] of [
    ['ACSPrevious', 'first'],
    ['ACSCurrent', 'second'],
  ] as const) {
    expect(await page.content()).not.toContain(value === 'first' ? '>first<' : '>second<');
    await row(page, stage).getByRole('button', { name: 'Reveal' }).click();
    await expect(page.getByRole('status').filter({ hasText: value })).toBeVisible();
    await closePanel(page);
  }
});

/** Each version on a key's page: its ID, its use and the exact time of its creation. */
async function versionsOf(page: Page) {
  const rows = page
    .getByRole('table', { name: 'Versions' })
    .getByRole('row')
    .filter({ has: page.getByRole('time') });
  return rows.evaluateAll((found) =>
    found.map((one) => ({
      id: one.textContent?.match(/[0-9a-f]{32}/)?.[0],
      primary: one.textContent?.includes('Primary'),
      created: one.querySelector('time')?.dateTime,
    })),
  );
}
