import type { Page } from '@playwright/test';
import { choose, closed, createInstance, createKey, field, pressOk, unique } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

const palette = (page: Page) => page.getByRole('dialog', { name: 'Go to a key, secret, instance or page' });
const combobox = (page: Page) => palette(page).getByRole('combobox');

async function openPalette(page: Page): Promise<void> {
  // The shortcut counts once the page's script has come.
  await expect(async () => {
    if (!(await palette(page).isVisible())) await page.keyboard.press('Control+k');
    await expect(combobox(page)).toBeFocused({ timeout: 2000 });
  }).toPass();
}

/** The option that the combobox says is the active one. */
async function activeOption(page: Page) {
  const id = await combobox(page).getAttribute('aria-activedescendant');
  return page.locator(`[id="${id}"]`);
}

async function chooseLanguage(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^admin/ }).click();
  await page.getByRole('menuitemradio', { name }).click();
}

/** Three English words in a row are a sentence, or a part of one. */
const englishSentence = /[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}/;

/** Neither in what is shown nor in what is read aloud. */
async function isChinese(page: Page): Promise<void> {
  await expect(page.getByText(englishSentence)).toHaveCount(0);
  const names = ['aria-label', 'placeholder', 'title'];
  const spoken = await page
    .locator(names.map((name) => `[${name}]`).join())
    .evaluateAll(
      (elements, all) => elements.flatMap((element) => all.map((name) => element.getAttribute(name) ?? '')),
      names,
    );
  expect(spoken.filter((words) => englishSentence.test(words))).toEqual([]);
}

test.describe('the language', () => {
  test('is chosen in the account’s menu, remembered, and whole', async ({ signedIn: page, checkAxe }) => {
    await page.goto('/no-oslo-1/backups');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await chooseLanguage(page, '简体中文');
    await expect(page.getByRole('heading', { level: 1, name: '备份' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    for (const path of [
      'overview',
      'backups',
      'instances',
      'keys',
      'secrets',
      'nothing-here',
      'keys/key-none',
    ]) {
      await page.goto(`/no-oslo-1/${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\p{Script=Han}/u);
      await isChinese(page);
      await checkAxe(page);
    }
    await page.goto('/no-oslo-1/keys');
    await expect(page.getByRole('button', { name: '挪威（奥斯陆），地域' })).toBeVisible();
    await page.goto('/account/password');
    await isChinese(page);
    await chooseLanguage(page, 'English');
    await expect(page.getByRole('heading', { level: 1, name: 'Change password' })).toBeVisible();
  });

  test('is the browser’s until one is chosen, before signing in too', async ({
    browser,
    baseURL,
    checkAxe,
  }) => {
    const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto('/sign-in');
    await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
    await checkAxe(page);
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('button', { name: 'English' })).toHaveAttribute('aria-pressed', 'true');
    await context.close();
  });

  test('is that of a refusal and of the panels, too', async ({ signedIn: page }) => {
    await page.goto('/no-oslo-1/instances');
    await chooseLanguage(page, '简体中文');
    await page.getByRole('button', { name: '创建实例' }).first().click();
    await field(page, '名称').fill('-');
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await expect(page.getByText('以字母或数字开头。').last()).toBeVisible();
    await isChinese(page);
  });
});

test.describe('the palette', () => {
  test('goes to a key of another region by keyboard alone', async ({ signedIn: page, checkAxe }) => {
    const alias = unique('palette');
    await createInstance(page, 'np-kathmandu-1', 'palette');
    const keyId = await createKey(page, 'np-kathmandu-1', 'palette', alias);
    await page.goto('/no-oslo-1/backups');
    await openPalette(page);
    await checkAxe(page);
    await expect(palette(page).getByRole('option')).toHaveCount(6);
    await page.keyboard.press('ArrowDown');
    await expect(await activeOption(page)).toContainText('Backups');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(await activeOption(page)).toContainText('Change password');

    await page.keyboard.type(alias);
    const option = palette(page).getByRole('group', { name: 'Keys' }).getByRole('option');
    await expect(option).toHaveText(`alias/${alias}${keyId}Nepal`);
    await expect(option).toHaveAttribute('aria-selected', 'true');
    await checkAxe(page);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === `/np-kathmandu-1/keys/${keyId}`);
    await expect(palette(page)).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`alias/${alias}`);
    await page.goto('/'); // the region went along
    await page.waitForURL((url) => url.pathname === '/np-kathmandu-1/backups');
  });

  test('takes Enter that comes before the answer for what then stands first', async ({ signedIn: page }) => {
    await page.goto('/no-oslo-1/overview');
    await openPalette(page);
    await page.keyboard.type('greenland secrets');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/gl-nuuk-1/secrets');
  });

  test('opens from the bar, gives the focus back, and says when nothing is found', async ({
    signedIn: page,
    checkAxe,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/no-oslo-1/keys');
    const button = page.getByRole('button', { name: 'Go to …' });
    await button.click();
    await combobox(page).fill('no such thing as this');
    await expect(palette(page).getByText('No key, secret, instance or page holds')).toBeVisible();
    await expect(palette(page).getByRole('status')).toHaveText('Nothing found');
    await checkAxe(page);
    expect((await palette(page).boundingBox())?.width).toBe(390);
    await page.keyboard.press('Escape');
    await expect(palette(page)).toHaveCount(0);
    await expect(button).toBeFocused();
  });

  test('says that the console is away, and that the session has ended', async ({
    signedIn: page,
    checkAxe,
  }) => {
    await page.goto('/no-oslo-1/keys');
    await page.route('**/api/search**', (route) => route.abort());
    await openPalette(page);
    await page.keyboard.type('secrets');
    await expect(palette(page).getByRole('alert')).toContainText('could not be reached');
    await expect(palette(page).getByRole('option').first()).toContainText('Secrets');
    await checkAxe(page);
    await page.unroute('**/api/search**');
    await palette(page).getByRole('button', { name: 'Try again' }).click();
    await expect(palette(page).getByRole('alert')).toHaveCount(0);
    await page.context().clearCookies();
    await combobox(page).fill('something');
    await expect(palette(page).getByRole('alert')).toContainText('Your session has ended');
    await palette(page).getByRole('link', { name: 'Sign in' }).click();
    await page.waitForURL(/\/sign-in\?next=%2Fno-oslo-1%2Fkeys/);
  });
});

test.describe('the overview', () => {
  test('leads from nothing to the first backup in three steps', async ({
    signedIn: page,
    baseURL,
    checkAxe,
  }) => {
    await page.context().addCookies([{ name: 'region', value: 'is-reykjavik-1', url: baseURL ?? '' }]);
    await page.goto('/');
    await page.waitForURL((url) => url.pathname === '/is-reykjavik-1/overview');
    const steps = page
      .getByRole('region', { name: 'From nothing to the first backup' })
      .getByRole('listitem');
    const next = page.locator('li[aria-current=step]');
    await expect(next).toContainText('Create an instance');
    await checkAxe(page);
    await next.getByRole('button', { name: 'Create Instance' }).click();
    await field(page, 'Name').fill('first');
    await pressOk(page);
    await closed(page);
    await expect(steps.nth(0)).toContainText('1 instance is there.');
    await expect(next).toContainText('Add a key or a secret');
    await next.getByRole('button', { name: 'Create Key' }).click();
    await choose(page, 'Instance', /^first/);
    await pressOk(page);
    await closed(page);
    await expect(steps.nth(1)).toContainText('1 key and 0 secrets are there.');
    await expect(page.getByText("first isn't backed up")).toBeVisible();
    await checkAxe(page);
    await next.getByRole('button', { name: 'Enable Backup' }).click();
    await choose(page, 'Source Instance', /^first/);
    await field(page, 'Backup Alias').fill('from-the-start');
    await pressOk(page);
    await closed(page);
    await expect(next).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'from-the-start' }).first()).toBeVisible(); // its year leads there too
    await expect(page.getByText('1 of 1 instances protected')).toBeVisible();
    await expect(page.getByText(/ago|just now/).first()).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Nothing needs you at the moment.')).toBeVisible();
    await checkAxe(page);
    await page.goto('/');
    await page.waitForURL((url) => url.pathname === '/is-reykjavik-1/backups');
  });

  test('makes a sample instance as the short way', async ({ signedIn: page, checkAxe }) => {
    await page.goto('/gl-nuuk-1/overview');
    await page.getByRole('button', { name: 'Make a sample instance' }).click();
    await expect(page.locator('li[aria-current=step]')).toContainText('Enable its backup');
    await expect(page.getByText('4 keys and 5 secrets are there.')).toBeVisible();
    await checkAxe(page);
    await page.goto('/gl-nuuk-1/keys');
    await expect(page.getByRole('link', { name: 'alias/card-vault' })).toBeVisible();
    await page.goto('/gl-nuuk-1/secrets');
    await expect(page.getByRole('link', { name: 'payments/db-password' })).toBeVisible();
  });
});

test('the region is one of the site’s own list, keeps its page on switching, and is remembered', async ({
  signedIn: page,
}) => {
  await page.goto('/no-oslo-1/keys');
  await page.getByRole('button', { name: 'Norway (Oslo), region' }).click();
  await page.getByRole('menuitemradio', { name: 'Iceland' }).click();
  await page.waitForURL((url) => url.pathname === '/is-reykjavik-1/keys');
  await page.goto('/account/password');
  await expect(page.getByRole('button', { name: 'Iceland, region' })).toBeVisible();
  await page.goto('/np-kathmandu-1/backups');
  await expect(page.getByText('UTC+5:45')).toBeVisible();
  await page.goto('/xx-nowhere-1/backups');
  await expect(page.getByRole('heading', { name: "This page doesn't exist" })).toBeVisible();
});
