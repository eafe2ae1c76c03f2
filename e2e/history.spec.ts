import type { Page } from '@playwright/test';
import type { World } from '../lib/testing/world.ts';
import { type BusyDay, makeBusyDay } from './fixtures/busy-day.ts';
import { withDatabase } from './fixtures/database.ts';
import { openOwnAccount, signedInTo } from './fixtures/stage.ts';
import { closePanel, panelOf, press, row } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

const region = 'ap-southeast-1'; // UTC+8 all year

let world: World;
let busy: BusyDay;
let page: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  world = await openOwnAccount();
  busy = await makeBusyDay(world, region, 'Asia/Singapore');
  page = await signedInTo(world, browser);
});
test.afterAll(async () => {
  await page.context().close();
  await world.close();
});

/** A clock time of the busy day, as an address has it. */
function slotAt(time: string): string {
  return `${new Date(`${busy.day}T${time}:00+08:00`).toISOString().slice(0, 16)}Z`;
}
const compare = (from: string, to: string, more = '') =>
  page.goto(`/${region}/backups/${busy.backupId}/compare?from=${slotAt(from)}&to=${slotAt(to)}${more}`);
const item = (itemId: string, at: string) =>
  page.goto(`/${region}/backups/${busy.backupId}/items?type=KEY&item=${itemId}&at=${slotAt(at)}`);
const kind = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });

async function chooseKind(name: string): Promise<void> {
  await kind(name).click();
  await expect(kind(name)).toHaveAttribute('aria-selected', 'true');
}

test('two points are compared: what became of each item, and in what', { tag: '@R13' }, async ({
  checkAxe,
}) => {
  await compare('03:50', '12:00');
  await expect(row(page, busy.rotated)).toContainText(/Rotated.*1 new version/s);
  await expect(row(page, busy.short)).toContainText(/Deleted.*not there any more/s);
  await expect(kind('Deleted')).toContainText('1');
  await checkAxe(page);
  await chooseKind('Deleted');
  await expect(row(page, busy.rotated)).toHaveCount(0);
  await expect(row(page, busy.short)).toBeVisible();
  await chooseKind('All');
  await page.getByRole('searchbox', { name: 'Search ID, alias or name' }).fill(busy.rotated);
  await expect(row(page, busy.short)).toHaveCount(0);
  await expect(row(page, busy.rotated)).toBeVisible();

  // Made and deleted in between: at neither point, so it is no difference.
  await compare('00:40', '13:05', '&type=KEY');
  await expect(row(page, busy.rotated)).toBeVisible();
  await expect(row(page, busy.short)).toHaveCount(0);
});

test('the points are chosen and swapped; the same one twice and days out of range say so', {
  tag: ['@R8', '@R13'],
}, async () => {
  await compare('03:50', '12:00');
  await press(page, 'Swap');
  await expect(page.getByText('From a later point back to an earlier one')).toBeVisible();
  await expect(row(page, busy.short)).toContainText('Created');
  await page.getByRole('button', { name: /Time/ }).first().click();
  await page.getByRole('option', { name: /^03:50/ }).click();
  await expect(page.getByText('The same point twice')).toBeVisible();
  expect(new URL(page.url()).searchParams.get('from')).toBe(slotAt('03:50'));

  await compare('05:30', '12:00');
  await expect(
    page.getByText(/Nothing was backed up at that time: this is the point of .*05:10/),
  ).toBeVisible();
  await page.goto(`/${region}/backups/${busy.backupId}/compare?from=2020-01-01T00:00Z`);
  await expect(page.getByText(/1 Jan 2020 is outside the queryable range/)).toBeVisible();
  await page.getByRole('link', { name: 'Compare the newest' }).click();
  await expect(page.getByRole('table', { name: 'What differs' })).toBeVisible();
});

test('an item in a backup shows its versions, what differs, and its history', { tag: '@R13' }, async ({
  checkAxe,
}) => {
  await item(busy.rotated, '09:00');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('alias/rotated');
  const versions = page.getByRole('table', { name: 'Versions' }).getByRole('row');
  await expect(versions).toHaveCount(2);
  await expect(page.getByRole('main')).toContainText(/Against live\s*changed since/);
  await expect(row(page, 'Versions only there')).toBeVisible();
  await expect(page.getByText(/^until \d+ \w+ \d{4}$/)).toBeVisible();
  await checkAxe(page);
  await page.getByRole('listitem').filter({ hasText: 'Rotated' }).getByRole('link').click();
  await expect(versions).toHaveCount(3);
  await expect(page.getByText('as long as it is current')).toBeVisible();
  await expect(page.getByText('The live one is exactly as this state.')).toBeVisible();
  expect(await page.getByRole('main').textContent()).not.toMatch(/material|ciphertext/i);
});

test('an item that is gone says until when it can be restored, and is restored from its page', {
  tag: ['@R13', '@R14'],
}, async () => {
  await item(busy.short, '10:30');
  await expect(page.getByText('It is not in the source any more.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Deleted' })).toHaveCount(1);
  await press(page, 'Restore Data');
  await expect(panelOf(page)).toContainText(busy.short);
  await closePanel(page);
  await page.goto(
    `/${region}/backups/${busy.backupId}/items?type=KEY&item=key-nothing&at=${slotAt('10:30')}`,
  );
  await expect(page.getByText(/does not hold key-nothing/)).toBeVisible();
});

test('a year of the backup instance tells the day’s gap, by mouse and by keyboard', {
  tag: '@R9',
}, async ({ checkAxe }) => {
  await page.goto(`/${region}/overview`);
  const grid = page.getByRole('grid', { name: /^A year of nightly/ });
  await expect(grid).toBeVisible();
  await checkAxe(page);
  const cell = grid.getByRole('link', { name: /9 slots missed/ });
  await expect(cell).toHaveAccessibleName(/: \d+ changes, 9 slots missed$/);
  await grid.locator('[tabindex="0"]').focus();
  await page.keyboard.press('ArrowUp');
  await expect(cell).toBeFocused();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/backups/${busy.backupId}\\?day=${busy.day}`));
  await page.goto(`/${region}/overview`);
  await page.getByText('By month, as a table').click();
  await expect(page.getByRole('table', { name: /^Months of nightly/ })).toBeVisible();
});

test('a failure stays in sight after backups went well again', { tag: '@R9' }, async () => {
  await withDatabase((client) =>
    client.query(
      `INSERT INTO snapshot_runs (backup_instance_id, account_id, epoch, lease_token, kind, slot_at, started_at,
         finished_at, last_error, last_error_at)
       SELECT id, account_id, epoch, 'none', 'INCREMENTAL', now(), now(), now(), 'FAILED', now() - interval '3 hours'
       FROM backup_instances WHERE id = $1
       ON CONFLICT (backup_instance_id) DO UPDATE
         SET last_error = excluded.last_error, last_error_at = excluded.last_error_at`,
      [busy.backupId],
    ),
  );
  await page.goto(`/${region}/backups/${busy.backupId}`);
  await expect(page.getByRole('main')).toContainText(
    /Last failure\s*3 hr ago\s*backups have gone well since/,
  );
});

test('Verify finds nothing where nothing was changed, then names what was; the others stay restorable', {
  tag: ['@R13', '@R14'],
}, async ({ checkAxe }) => {
  test.setTimeout(120_000);
  const verify = `/${region}/backups/${busy.backupId}/verification`;
  await page.goto(verify);
  await press(page, 'Verify');
  await expect(page.getByText('Everything can be restored')).toBeVisible({ timeout: 30_000 });
  await withDatabase((client) =>
    client.query(
      `UPDATE backup_records SET sealed = '\\x00' WHERE backup_instance_id = $1 AND item_id = $2
         AND to_ordinal IS NOT NULL`,
      [busy.backupId, busy.rotated],
    ),
  );
  await page.goto(`/${region}/backups/${busy.backupId}`);
  await press(page, 'Verify');
  await expect(page.getByText("Some of the backup can't be restored")).toBeVisible({ timeout: 30_000 });
  await page.getByRole('link', { name: 'See what is damaged' }).click();
  await page.waitForURL(`**${verify}`);
  await expect(row(page, busy.rotated)).toContainText(/changed since written.*Restore another state of it/s);
  await expect(page.getByRole('table', { name: 'Damaged records' }).getByRole('row')).toHaveCount(2);
  await checkAxe(page);

  await page.goto(`/${region}/backups`);
  await expect(row(page, busy.backupId).getByRole('link', { name: '1 record damaged' })).toBeVisible();
  await page.goto(`/${region}/overview`);
  await expect(page.getByRole('main')).toContainText(
    /the last verification found parts of the backup changed/,
  );
  await item(busy.rotated, '09:00');
  await expect(page.getByText('The record of this state is damaged')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Restore Data' })).toHaveCount(0);
  await item(busy.short, '10:30');
  await expect(page.getByRole('button', { name: 'Restore Data' })).toBeVisible();
});
