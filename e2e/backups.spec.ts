import { withDatabase } from './fixtures/database.ts';
import {
  createInstance,
  createKey,
  enableBackup,
  field,
  openTab,
  panelOf,
  press,
  pressOk,
  row,
  viewData,
} from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test.describe('the Backups page', () => {
  test('lists the region’s default backup instance, Disabled, free of an end, in every region', {
    tag: ['@R2', '@R10'],
  }, async ({ signedIn: page, checkAxe }) => {
    await page.goto('/cn-beijing/backups');
    for (const header of [
      'Backup Instance / Alias',
      'Backup Type',
      'Status',
      'Source Instance',
      'Queryable Range',
      'Latest Backup',
      'Expiration Time',
      'Actions',
    ]) {
      await expect(page.getByRole('columnheader', { name: header })).toBeVisible();
    }
    await expect(page.getByRole('link', { name: 'Backups', exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    );
    const only = page.getByRole('row').filter({ hasText: 'kbi-' });
    await expect(only).toHaveCount(1);
    await expect(only).toContainText(/Default.*Disabled.*Not associated.*7 days.*None yet.*Permanent/);
    await checkAxe(page);
    const ids = new Set<string>();
    for (const region of ['cn-beijing', 'us-west-1', 'me-east-1']) {
      await page.goto(`/${region}/backups`);
      await expect(only).toHaveCount(1);
      ids.add((await only.innerText()).match(/kbi-[a-z0-9]+/)?.[0] ?? '');
    }
    expect(ids.size).toBe(3);
  });

  test('changes with the region selector and keeps the page', { tag: '@R10' }, async ({ signedIn: page }) => {
    await page.goto('/cn-beijing/backups');
    await page.getByRole('button', { name: /China \(Beijing\)/ }).click();
    await page.getByRole('menuitemradio', { name: 'US (Silicon Valley)' }).click();
    await page.waitForURL((url) => url.pathname === '/us-west-1/backups');
    await expect(page.getByText('(UTC-', { exact: false })).toBeVisible();
  });

  test('searches and filters in the address', { tag: '@R10' }, async ({ signedIn: page }) => {
    await page.goto('/cn-beijing/backups?q=nothing-like-this');
    await expect(page.getByText('Nothing matches')).toBeVisible();
    await page.goto('/cn-beijing/backups?status=ENABLED');
    await expect(page.getByText('Nothing matches')).toBeVisible();
    await page.getByRole('button', { name: 'Status: Enabled' }).click();
    await page.getByRole('menuitemradio', { name: 'Disabled' }).click();
    await page.waitForURL(/status=DISABLED/);
    await expect(page.getByRole('row').filter({ hasText: 'kbi-' })).toHaveCount(1);
  });
});

test.describe('Enable Backup', () => {
  test('offers Software instances alone, has the topic’s fields, and says at each field what is missing', {
    tag: ['@R1', '@R12'],
  }, async ({ signedIn: page, checkAxe }) => {
    const region = 'us-west-1';
    await createInstance(page, region, 'cards');
    await createInstance(page, region, 'vault-hsm', { type: 'Hardware Key Management' });
    await page.goto(`/${region}/backups`);
    await page.getByRole('button', { name: 'Enable', exact: true }).click();
    const panel = page.getByRole('dialog', { name: 'Enable Backup' });
    await expect(panel).toContainText(/Instance Type.*Software Key Management/s);
    await expect(panel).toContainText(/Data Type.*Key and Secret/s);
    await checkAxe(page);
    await pressOk(page);
    await expect(panel.getByText('Fill this in.')).toHaveCount(2);

    await expect(panel.getByText('Choose an instance')).toBeVisible();
    await panel.getByRole('button', { name: /Source Instance/ }).click();
    await expect(page.getByRole('option')).toHaveCount(1);
    await expect(page.getByRole('option')).toContainText('cards');
    await page.getByRole('option').click();
    await field(page, 'Backup Alias').fill('!?');
    await pressOk(page);
    await expect(panel).toContainText('1 to 64 letters, digits, spaces or _ . -');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Enable', exact: true })).toBeFocused();
  });

  test('stays shut until its choices are there', { tag: '@R12' }, async ({ signedIn: page }) => {
    const region = 'cn-hongkong';
    await createInstance(page, region, 'slow');
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route(`**/api/regions/${region}/instances`, async (route) => {
      await arrived;
      await route.continue();
    });
    await page.goto(`/${region}/backups`);
    await press(page, 'Enable');
    const select = panelOf(page).getByRole('button', { name: /Source Instance/ });
    const ok = panelOf(page).getByRole('button', { name: 'OK' });
    await expect(select).toContainText('Loading instances');
    await expect(select).toBeDisabled();
    await expect(ok).toBeDisabled();
    arrive();
    await expect(select).toBeEnabled();
    await expect(ok).toBeEnabled();
  });

  test('refuses a request that names a hardware instance anyway', { tag: '@R1' }, async ({
    signedIn: page,
  }) => {
    const region = 'me-east-1';
    await createInstance(page, region, 'cards');
    await createInstance(page, region, 'vault-hsm', { type: 'Hardware Key Management' });
    await page.goto(`/${region}/instances`);
    await expect(row(page, 'vault-hsm')).toBeVisible();
    const idOf = async (name: string) =>
      (await row(page, name).innerText()).match(/kst-[a-z0-9]+/)?.[0] ?? '';
    const [software, hardware] = [await idOf('cards'), await idOf('vault-hsm')];
    await page.route('**/backups', (route) => {
      const body = route.request().postData();
      return body ? route.continue({ postData: body.replace(software, hardware) }) : route.continue();
    });
    await page.goto(`/${region}/backups`);
    await page.getByRole('button', { name: 'Enable', exact: true }).click();
    await expect(page.getByText('Choose an instance')).toBeVisible();
    await page.getByRole('button', { name: /Source Instance/ }).click();
    await page.getByRole('option').click();
    await field(page, 'Backup Alias').fill('nightly');
    await pressOk(page);
    await expect(panelOf(page).getByRole('alert')).toContainText(
      'vault-hsm is of type Hardware Key Management. Only instances of type Software Key Management can be backed up.',
    );
  });
});

test('an instance can be the source of several backup instances, each with its own data', {
  tag: '@R3',
}, async ({ signedIn: page }) => {
  const region = 'eu-west-1';
  await createInstance(page, region, 'moving');
  const keyId = await createKey(page, region, 'moving', 'pan');
  await enableBackup(page, region, 'moving', 'old-backup');
  // Buying one is another page's work, which is to come.
  await withDatabase((client) =>
    client.query(
      `INSERT INTO backup_instances (id, account_id, region_id, type, queryable_days, created_at, expires_at)
       SELECT 'kbi-purchased', account_id, region_id, 'PURCHASED', 30, now(), now() + interval '30 days'
       FROM backup_instances WHERE region_id = $1 AND type = 'DEFAULT'
         AND account_id = (SELECT account_id FROM auth_users WHERE username = 'admin')`,
      [region],
    ),
  );
  await enableBackup(page, region, 'moving', 'new-backup');
  for (const alias of ['old-backup', 'new-backup']) {
    await viewData(page, region, alias);
    await expect(row(page, keyId)).toContainText('same as live');
  }
  await page.goto(`/${region}/backups`);
  await expect(row(page, 'new-backup')).toContainText(/Purchased.*moving.*30 days/s);
});

test.describe('View Data', () => {
  test('days that can’t be chosen say why; a direct address is refused with the range', {
    tag: ['@R8', '@R13', '@R19'],
  }, async ({ signedIn: page, checkAxe }) => {
    const region = 'ap-northeast-1';
    await createInstance(page, region, 'orders');
    await createKey(page, region, 'orders', 'pan');
    await enableBackup(page, region, 'orders', 'orders-backup');
    await viewData(page, region, 'orders-backup');
    const calendar = page.getByRole('group', { name: 'Days with backup data' });
    await expect(calendar.getByRole('link')).toHaveCount(1);
    await expect(calendar.getByRole('link')).toHaveAccessibleName(/has backup data/);
    await checkAxe(page);
    // Enabled just now: no month but this one has anything to show.
    await expect(page.getByRole('link', { name: /(Previous|Next) month/ })).toHaveCount(0);
    await expect(
      page.getByText('Nothing was backed up before the backup instance was enabled'),
    ).toBeVisible();
    await expect(page.getByRole('main')).toContainText(/before the backup instance was enabled/);

    const path = new URL(page.url()).pathname;
    await page.goto(`${path}?day=2020-01-01`);
    await expect(page.getByText('1 Jan 2020 is outside the queryable range')).toBeVisible();
    await page.goto(`${path}?day=not-a-day`);
    await expect(page.getByRole('tab', { name: 'Fully Backed up Keys' })).toBeVisible();
    await openTab(page, 'Incrementally Backed up Keys');
    await expect(
      page
        .getByText('None was created or restored after the day’s full backup.')
        .or(page.getByText("None was created or restored after the day's full backup.")),
    ).toBeVisible();
    await page.goto(`/${region}/backups/kbi-unknown`);
    await expect(page.getByRole('heading', { name: /exist|found/i })).toBeVisible();
  });

  test('Restore Data of a damaged record is shut, can be reached, and says why', {
    tag: ['@R14'],
  }, async ({ signedIn: page, checkAxe }) => {
    const region = 'cn-shenzhen';
    await createInstance(page, region, 'cracked');
    const keyId = await createKey(page, region, 'cracked', 'cracked');
    await enableBackup(page, region, 'cracked', 'cracked-backup');
    await withDatabase((client) =>
      client.query("UPDATE backup_records SET sealed = '\\x00' WHERE item_id = $1", [keyId]),
    );
    await viewData(page, region, 'cracked-backup');
    const action = row(page, keyId).getByRole('button', { name: 'Restore Data' });
    await expect(action).toHaveAttribute('aria-disabled', 'true');
    // A page that has just come may not listen yet.
    await expect(async () => {
      await action.blur();
      await page.keyboard.press('Tab');
      await action.focus();
      await expect(page.getByRole('tooltip')).toBeVisible({ timeout: 2000 });
    }).toPass();
    const reason = (await page.getByRole('tooltip').textContent()) ?? '';
    expect(reason).toMatch(/damaged/i);
    await expect(action).toHaveAccessibleDescription(reason);
    await checkAxe(page);
    await page.keyboard.press('Enter');
    await expect(panelOf(page)).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('tooltip')).toHaveCount(0);
    await page.mouse.move(300, 300);
    await action.hover();
    await expect(page.getByRole('tooltip')).toBeVisible();
  });
});
