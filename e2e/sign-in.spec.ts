import type { Page } from '@playwright/test';
import { admin } from './fixtures/console.ts';
import { makePerson, type Person } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';

const consolePages = [
  '/',
  '/cn-hangzhou/backups',
  '/cn-hangzhou/instances',
  '/cn-hangzhou/keys',
  '/cn-hangzhou/secrets',
  '/account/password',
];

const userName = (page: Page) => page.getByLabel('User name', { exact: true });
const password = (page: Page) => page.getByLabel('Password', { exact: true });
const submit = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });

async function fillIn(page: Page, person: Person): Promise<void> {
  await userName(page).fill(person.userName);
  await password(page).fill(person.password);
  await submit(page).click();
}

/** Signs in and stands on the page for changing the password, which belongs to no region. */
async function enter(page: Page, person: Person): Promise<void> {
  await page.goto('/sign-in?next=/account/password');
  await fillIn(page, person);
  await expect(page.getByRole('heading', { name: 'Change password' })).toBeVisible();
}

test.describe('sign-in', () => {
  for (const path of consolePages) {
    test(`stands before ${path}`, async ({ page }) => {
      await page.goto(path);
      await expect(page).toHaveURL(/\/sign-in(\?|$)/);
      await expect(userName(page)).toBeFocused();
    });
  }

  test('leads back to the page that was asked for', async ({ page }) => {
    await page.goto('/account/password?from=here');
    await fillIn(page, admin);
    await expect(page).toHaveURL('/account/password?from=here');
    await page.goto('/sign-in?next=/account/password');
    await expect(page).toHaveURL('/account/password');
  });

  test('leads to no other site', async ({ page, baseURL }) => {
    await page.goto('/sign-in?next=//evil.example/%5Cevil');
    await fillIn(page, admin);
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    expect(new URL(page.url()).origin).toBe(new URL(baseURL ?? '').origin);
  });

  test('says the same of a wrong password and of an unknown user', async ({ page, checkAxe }) => {
    const person = await makePerson();
    await page.goto('/sign-in');
    for (const wrong of [
      { ...person, password: 'wrong' },
      { userName: 'nobody-here', password: 'wrong' },
    ]) {
      await fillIn(page, wrong);
      await expect(page.getByRole('alert').filter({ hasText: 'user name' })).toHaveText(
        'The user name or the password is wrong.',
      );
      await expect(userName(page)).toHaveValue(wrong.userName);
      await expect(password(page)).toHaveValue('');
      await expect(password(page)).toBeFocused();
    }
    await checkAxe(page);
  });

  test('says which field is empty', async ({ page }) => {
    await page.goto('/sign-in');
    await submit(page).click();
    await expect(page.getByText('Enter your user name.')).toBeVisible();
    await expect(userName(page)).toBeFocused();
    await userName(page).fill('admin');
    await submit(page).click();
    await expect(page.getByText('Enter your password.')).toBeVisible();
    await expect(password(page)).toBeFocused();
  });

  test('says when to try again after ten wrong passwords, and holds back the right one too', async ({
    page,
  }) => {
    const person = await makePerson();
    await page.goto('/sign-in');
    for (let count = 1; count <= 10; count += 1) {
      await fillIn(page, { ...person, password: 'wrong' });
      await expect(password(page)).toHaveValue('');
    }
    await fillIn(page, person);
    await expect(page.getByText(/^Too many tries. Try again in [45] minutes.$/)).toBeVisible();
  });

  test('works by keyboard alone', async ({ page, checkAxe }) => {
    await page.goto('/sign-in?next=/account/password');
    await checkAxe(page);
    await expect(userName(page)).toBeFocused();
    await page.keyboard.type(admin.userName);
    await page.keyboard.press('Tab');
    await page.keyboard.type(admin.password);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Hide password' })).toBeFocused();
    await expect(password(page)).toHaveAttribute('type', 'text');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL('/account/password');
  });

  test('sets a cookie that no script can read', async ({ page, context }) => {
    await enter(page, admin);
    const cookie = (await context.cookies()).find((one) => one.name === 'kms_session');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(await page.evaluate(() => document.cookie)).not.toContain('kms_session');
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('still signs in, and still says what is wrong', async ({ page }) => {
      await page.goto('/sign-in?next=/account/password');
      await fillIn(page, { ...admin, password: 'wrong' });
      await expect(page.getByText('The user name or the password is wrong.')).toBeVisible();
      await expect(userName(page)).toHaveValue('admin');
      await fillIn(page, admin);
      await expect(page).toHaveURL('/account/password');
    });
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`on a phone, ${colorScheme}`, () => {
      test.use({ viewport: { width: 390, height: 780 }, colorScheme });

      test('fits and passes axe', async ({ page, checkAxe }) => {
        await page.goto('/sign-in');
        await expect(submit(page)).toBeInViewport();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
        await checkAxe(page);
      });
    });
  }
});

test.describe('sign-out', () => {
  test('ends the session: the console asks again, and the old cookie opens nothing', async ({
    page,
    context,
  }) => {
    await enter(page, admin);
    const before = await context.cookies();
    await page.getByRole('button', { name: 'admin, account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await page.goto('/account/password');
    await expect(page).toHaveURL(/\/sign-in/);
    await context.addCookies(before);
    await page.goto('/account/password');
    await expect(page).toHaveURL(/\/sign-in/);
  });
});

test.describe('change of password', () => {
  const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

  async function change(page: Page, current: string, next: string, repeated = next): Promise<void> {
    await field(page, 'Current password').fill(current);
    await field(page, 'New password').fill(next);
    await field(page, 'Repeat new password').fill(repeated);
    await page.getByRole('button', { name: 'Change password', exact: true }).click();
  }

  test('refuses what won’t do, at the field, and changes nothing', async ({ page, checkAxe }) => {
    const person = await makePerson();
    await enter(page, person);
    await checkAxe(page);
    const refusals = [
      ['', 'a new password', 'a new password', 'Fill in this field.', 'Current password'],
      [person.password, 'too short', 'too short', 'Use at least 12 characters.', 'New password'],
      [person.password, person.userName, person.userName, 'other than your user name', 'New password'],
      [person.password, person.password, person.password, 'This is your current password.', 'New password'],
      [
        person.password,
        'a new password',
        'another password',
        'The two passwords differ.',
        'Repeat new password',
      ],
      [
        'not my password',
        'a new password',
        'a new password',
        'not your current password',
        'Current password',
      ],
    ] as const;
    for (const [current, next, repeated, message, at] of refusals) {
      await change(page, current, next, repeated);
      await expect(page.getByText(message)).toBeVisible();
      await expect(field(page, at)).toBeFocused();
      await expect(field(page, at)).toHaveAttribute('aria-invalid', 'true');
    }
    await checkAxe(page);
    await page.context().clearCookies();
    await enter(page, person);
  });

  test('ends the other sessions and keeps this one', async ({ page, browser, baseURL }) => {
    const person = await makePerson();
    const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' });
    const other = await elsewhere.newPage();
    await enter(other, person);
    await enter(page, person);
    await change(page, person.password, 'a better password');
    await expect(page.getByText('The password was changed.')).toBeVisible();
    await expect(field(page, 'New password')).toHaveValue('');
    await page.goto('/account/password');
    await expect(page).toHaveURL('/account/password');
    await other.goto('/account/password');
    await expect(other).toHaveURL(/\/sign-in/);
    await fillIn(other, person);
    await expect(other.getByText('The user name or the password is wrong.')).toBeVisible();
    await fillIn(other, { ...person, password: 'a better password' });
    await expect(other).toHaveURL('/account/password');
    await elsewhere.close();
  });
});
