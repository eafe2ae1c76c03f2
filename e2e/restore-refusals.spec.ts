import {
  choose,
  closePanel,
  createInstance,
  createKey,
  createSecret,
  deleteKeyNow,
  enableBackup,
  field,
  headerAction,
  openTab,
  panelOf,
  pressOk,
  restore,
  row,
  viewData,
} from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('Restore Data refuses what the topic’s Limits refuse, and names the way out', {
  tag: ['@R1', '@R14', '@R16', '@R17'],
}, async ({ signedIn: page, checkAxe }) => {
  test.setTimeout(180_000);
  const region = 'eu-central-1';
  await createInstance(page, region, 'ledger');
  await createInstance(page, region, 'tiny', { keyQuota: '1', secretQuota: '0' });
  await createInstance(page, region, 'ledger-hsm', { type: 'Hardware Key Management' });
  const keyId = await createKey(page, region, 'ledger', 'sign');
  await page.goto(`/${region}/keys/${keyId}`);
  await headerAction(page, 'Rotate');
  await expect(page.getByRole('table', { name: 'Versions' }).getByRole('row')).toHaveCount(3);
  await createSecret(page, region, { instance: 'ledger', name: 'api-token', key: 'alias/sign', value: 'x' });
  await enableBackup(page, region, 'ledger', 'ledger-backup');
  const alert = panelOf(page).getByRole('alert');

  await viewData(page, region, 'ledger-backup');
  await restore(page, keyId, 'ledger');
  await expect(alert).toContainText(
    `The key ${keyId} already exists in this region: it is in the instance ledger and is enabled`,
  );
  await expect(page.getByRole('link', { name: 'Show the existing key' })).toBeVisible();
  await page.getByRole('button', { name: /^ledger Instance/ }).click();
  await expect(page.getByRole('option')).toHaveText([/^ledger/, /^tiny/]); // no hardware
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await closePanel(page);

  await openTab(page, 'Fully Backed up Secrets');
  await restore(page, 'api-token', 'ledger');
  await expect(alert).toContainText(
    'A secret named api-token already exists in this region: it is in the instance ledger',
  );
  await closePanel(page);

  // In PendingDeletion it exists, too.
  await page.goto(`/${region}/keys/${keyId}`);
  await headerAction(page, 'Schedule Deletion');
  await pressOk(page);
  await expect(panelOf(page)).toHaveCount(0);
  await viewData(page, region, 'ledger-backup');
  await restore(page, keyId, 'tiny');
  await expect(alert).toContainText('scheduled for deletion');
  await expect(alert).toContainText('Cancel its deletion to keep it, or delete it now');
  await closePanel(page);

  await deleteKeyNow(page, region, keyId);
  await viewData(page, region, 'ledger-backup');
  await restore(page, keyId, 'tiny');
  await expect(alert).toContainText('0 of 1 key versions are used, and this key has 2');
  await closePanel(page);

  // Another key has taken the alias: another alias, or none.
  const taker = await createKey(page, region, 'ledger', 'sign');
  await viewData(page, region, 'ledger-backup');
  await row(page, keyId).getByRole('button', { name: 'Restore Data' }).click();
  // Of the two instances the one that was backed up is chosen already.
  await expect(panelOf(page).getByRole('button', { name: / Instance\W*$/ })).toContainText('ledger');
  await pressOk(page);
  await expect(alert).toContainText(`The alias alias/sign now belongs to the key ${taker}`);
  await checkAxe(page);
  await field(page, 'New Alias').fill('sign restored');
  await pressOk(page);
  await expect(panelOf(page)).toContainText('1 to 200 letters, digits');
  await field(page, 'New Alias').fill('sign-restored');
  await pressOk(page);
  await expect(panelOf(page)).toContainText(`${keyId} is back in ledger`);
  await closePanel(page);
  await page.goto(`/${region}/keys/${keyId}`);
  await expect(page.getByRole('main')).toContainText('alias/sign-restored');
});

test('a key is copied to another region and keeps its ID there', { tag: ['@R17'] }, async ({
  signedIn: page,
}) => {
  const region = 'us-east-1';
  await createInstance(page, region, 'web');
  await createInstance(page, 'eu-west-1', 'web-eu');
  const keyId = await createKey(page, region, 'web', 'session');
  await enableBackup(page, region, 'web', 'web-backup');
  await viewData(page, region, 'web-backup');
  await row(page, keyId).getByRole('button', { name: 'Restore Data' }).click();
  await choose(page, 'Region', /UK \(London\)/);
  await choose(page, 'Instance', /^web-eu/);
  await pressOk(page);
  await expect(panelOf(page)).toContainText(`${keyId} is back in web-eu`);
  for (const place of [region, 'eu-west-1']) {
    await page.goto(`/${place}/keys/${keyId}`);
    await expect(page.getByRole('main')).toContainText('alias/session');
  }
});
