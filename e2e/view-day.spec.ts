import type { Page } from '@playwright/test';
import type { World } from '../lib/testing/world.ts';
import { type BusyDay, makeBusyDay } from './fixtures/busy-day.ts';
import { openOwnAccount, signedInTo } from './fixtures/stage.ts';
import { choose, closePanel, panelOf, pressOk, row } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

let world: World;
let busy: BusyDay;
let page: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  world = await openOwnAccount();
  busy = await makeBusyDay(world, 'ap-northeast-1', 'Asia/Tokyo');
  page = await signedInTo(world, browser);
});
test.afterAll(async () => {
  await page.context().close();
  await world.close();
});

const open = (query = '') => page.goto(`/${busy.region}/backups/${busy.backupId}?day=${busy.day}${query}`);
const slider = () => page.getByRole('slider', { name: 'Point of the day' });
const keys = (tab: string) => page.getByRole('tab', { name: new RegExp(`^${tab} Keys`) });

test('a day shows its points and its gap, and the state up to its last point', {
  tag: ['@R9', '@R13'],
}, async ({ checkAxe }) => {
  await open();
  await expect(page.getByText(/280 points · 1 full, 279 incremental · 1 gap 05:15–05:55/)).toBeVisible();
  await expect(slider()).toHaveAttribute('aria-valuetext', 'Whole day, up to 24:00');
  await expect(page.getByText('records are those that its chain names')).toBeVisible();
  await expect(keys('Rotated')).toContainText('1');
  await keys('Incrementally Backed up').click();
  await expect(row(page, busy.short)).toContainText('deleted by 12:00');
  await checkAxe(page);
});

test('a point is chosen by mouse, and the tabs go back to it', { tag: '@R13' }, async () => {
  await open();
  await expect(row(page, busy.rotated)).toContainText('changed since the full');
  const line = await page.locator('[data-time-line]').boundingBox();
  if (!line) throw new Error('There is no time line');
  // 09:00 of 24 hours, a little beside its bar.
  await page.mouse.click(line.x + (line.width * 9) / 24 + 1, line.y + line.height / 2);
  await page.waitForURL(/at=\d{4}-\d\d-\d\dT00%3A00Z|at=\d{4}-\d\d-\d\dT00:00Z/);
  await expect(page.getByText('Showing the state at 09:00.')).toBeVisible();
  await expect(slider()).toHaveAttribute('aria-valuetext', /^09:00, \d changes?$/);
  await expect(row(page, busy.rotated)).not.toContainText('changed since the full');
  await expect(keys('Rotated')).toContainText('0');
  await page.goBack();
  await expect(slider()).toHaveAttribute('aria-valuetext', 'Whole day, up to 24:00');
});

test('a point is chosen by keyboard; gaps are passed over', { tag: ['@R9', '@R13'] }, async () => {
  await open(`&at=${slotAt('05:10')}`);
  await slider().focus();
  await page.keyboard.press('ArrowRight');
  await expect(slider()).toHaveAttribute('aria-valuetext', /^06:00, /);
  await page.keyboard.press('PageUp');
  await expect(slider()).toHaveAttribute('aria-valuetext', /^07:15, /);
  await page.waitForURL(new RegExp(`at=${slotAt('07:15').replace(':', '(:|%3A)')}`));
  await expect(page.getByText('Showing the state at 07:15.')).toBeVisible();
  await expect(slider()).toBeFocused();
  await page.keyboard.press('Home');
  await expect(slider()).toHaveAttribute('aria-valuetext', /^00:00, full backup/);
  await expect(page.getByText('Showing the state at 00:00.')).toBeVisible();
  await page.getByRole('link', { name: 'Next point with changes' }).click();
  await expect(page.getByText('Showing the state at 00:40.')).toBeVisible();
  await page.getByRole('link', { name: 'Show the whole day' }).click();
  await expect(page.getByText(/Showing the day up to its last point, 24:00/)).toBeVisible();
});

test('a slot in a gap is refused with the reason, and the time line stays', { tag: '@R9' }, async () => {
  await open(`&at=${slotAt('05:30')}`);
  await expect(page.getByText(/answers for 05:30: nothing was backed up then/)).toBeVisible();
  await expect(slider()).toBeVisible();
  await expect(page.getByRole('tab')).toHaveCount(0);
});

test('an item is restored as it was at the chosen point', { tag: ['@R13', '@R14'] }, async () => {
  await open(`&tab=keys-incremental&at=${slotAt('10:30')}`);
  const deleted = row(page, busy.short);
  await expect(deleted).not.toContainText('deleted by');
  await deleted.getByRole('button', { name: 'Restore Data' }).click();
  await choose(page, 'Instance', new RegExp(`^${busy.instanceName}`));
  await pressOk(page);
  await expect(panelOf(page)).toContainText(busy.short);
  await expect(panelOf(page).getByRole('button', { name: 'Close' }).first()).toBeVisible();
  await closePanel(page);
  await page.reload();
  await expect(row(page, busy.short)).toContainText('same as live');
});

test('without JavaScript a point is chosen from a list', { tag: '@R13' }, async ({ browser }) => {
  const context = await browser.newContext({
    baseURL: new URL(page.url()).origin,
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const plain = await context.newPage();
  await plain.goto(`/${busy.region}/backups/${busy.backupId}?day=${busy.day}&tab=keys-rotated`);
  await plain.getByRole('combobox', { name: 'Point of the day' }).selectOption({ label: '09:30, 1 change' });
  await plain.getByRole('button', { name: 'Show' }).click();
  await expect(plain.getByText('Showing the state at 09:30.')).toBeVisible();
  await expect(row(plain, busy.rotated)).toBeVisible();
  await context.close();
});

test('days are walked by arrow keys, and those that can’t be chosen refer to their reason', {
  tag: ['@R8', '@R13', '@R19'],
}, async () => {
  await open();
  const calendar = page.getByRole('group', { name: 'Days with backup data' });
  const chosen = calendar.getByRole('link', { name: /has backup data/ });
  const count = await chosen.count();
  await chosen.last().focus();
  if (count > 1) {
    await page.keyboard.press('ArrowLeft');
    await expect(chosen.nth(count - 2)).toBeFocused();
    await page.keyboard.press('ArrowRight');
  }
  await expect(chosen.last()).toBeFocused();
  const reasons = await calendar
    .locator('td[aria-describedby]')
    .evaluateAll((cells) =>
      cells.map(
        (cell) => document.getElementById(cell.getAttribute('aria-describedby') ?? '')?.textContent ?? '',
      ),
    );
  for (const reason of reasons) expect(reason).not.toBe('');
});

/** A clock time of the busy day, in Tokyo, as an address has it. */
function slotAt(time: string): string {
  const at = new Date(`${busy.day}T${time}:00+09:00`);
  return `${at.toISOString().slice(0, 16)}Z`;
}
