import { createInstance, createKey, enableBackup, viewData } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

const region = 'cn-shanghai';

/** What no id is made of. */
const badIds = [
  '%00',
  'kbi-%00',
  'kst-%00',
  'key-a%00b',
  'KBI-A',
  'kbi-',
  `key-${'a'.repeat(400)}`,
  "'%20OR%201=1%20--",
  '..%2F..%2Fetc',
  '%25',
  '%F0%9F%92%BE',
];

const routesOf = (id: string): string[] => [
  `/api/backups/${id}/activity`,
  `/api/instances/${id}/losses`,
  `/api/regions/${id}/instances`,
  `/api/regions/${id}/keys?instance=kst-a`,
  `/api/regions/${region}/keys?instance=${id}`,
  `/api/regions/${id}/keys/key-a`,
  `/api/regions/${region}/keys/${id}`,
];

const pagesOf = (id: string): string[] => [
  `/${id}/backups`,
  `/${region}/backups/${id}`,
  `/${region}/keys/${id}`,
  `/${region}/secrets/item?name=${id}%20`,
];

const cursorOf = (value: string, id: string): string =>
  encodeURIComponent(encodeURIComponent(JSON.stringify(['before', value, id])));

const badQueries = [
  'q=%00',
  'q=%ED%A0%80',
  `q=${'a'.repeat(199)}%F0%9F%92%BE`,
  'q=%25_%5C',
  'cursor=%00',
  'cursor=%5B',
  `cursor=${cursorOf('2026-11-24T08:00:00.000Z', 'a\0')}`,
  `cursor=${cursorOf('', 'a\0')}`,
  `cursor=${cursorOf('2026-11-24T08:00:00.000Z', '9'.repeat(30))}`,
  `cursor=${cursorOf('+275760-09-13T00:00:00.000Z', '1')}`,
  `cursor=${cursorOf('-271821-04-20T00:00:00.000Z', '1')}`,
  `cursor=${cursorOf('0000-01-01T00:00:00.000Z', '1')}`,
  `cursor=${cursorOf('2026-11-24T08:00:00.000Z', '1')}`,
  'state=%00&instance=%00&status=%00&tab=%00',
  'day=%00&month=%00',
];

test('an id that is none is refused by every route and is no page, never an error', async ({
  signedIn: { request },
}) => {
  for (const id of badIds) {
    for (const route of routesOf(id)) {
      const answer = await request.get(route);
      expect([400, 404], route).toContain(answer.status());
    }
    for (const path of pagesOf(id)) {
      const answer = await request.get(path);
      expect([400, 404], path).toContain(answer.status());
    }
  }
});

test.describe('of an enabled backup instance', () => {
  test.describe.configure({ mode: 'serial' });
  let viewPath = '';

  test.beforeEach(async ({ signedIn: page }) => {
    if (viewPath !== '') return;
    await createInstance(page, region, 'addresses');
    await createKey(page, region, 'addresses', 'addresses');
    await enableBackup(page, region, 'addresses', 'addresses-backup');
    await viewData(page, region, 'addresses-backup');
    viewPath = new URL(page.url()).pathname;
  });

  test('a query that means nothing shows the list or the day as if it were not there', async ({
    signedIn: { request },
  }) => {
    test.setTimeout(120_000);
    const lists = ['backups', 'instances', 'keys', 'secrets'].map((list) => `/${region}/${list}`);
    for (const query of badQueries) {
      const addresses = [...lists, viewPath].map((path) => `${path}?${query}`);
      const answers = await Promise.all(addresses.map((address) => request.get(address)));
      for (const answer of answers) expect(answer.status(), answer.url()).toBe(200);
    }
    expect((await request.get(`/api/regions/${region}/keys?instance=kst-a&q=%00`)).status()).toBe(200);
  });

  test('months and days that no backup can have are not looked through', { tag: '@R13' }, async ({
    signedIn: page,
  }) => {
    await page.goto(viewPath);
    const month = await page.getByRole('main').getByRole('heading', { level: 2 }).first().textContent();
    for (const query of ['month=9999-12', 'month=0000-01', 'month=1999-01', 'month=2999-12']) {
      await page.goto(`${viewPath}?${query}`);
      await expect(page.getByRole('heading', { name: month ?? '', exact: true })).toBeVisible();
    }
    for (const day of ['9999-12-31', '0000-01-01', '2999-12-31']) {
      const answer = await page.request.get(`${viewPath}?day=${day}`, { timeout: 10_000 });
      expect(answer.status(), day).toBe(200);
    }
  });

  test('the data is at its own region’s address alone', { tag: '@R10' }, async ({ signedIn: page }) => {
    const elsewhere = viewPath.replace(region, 'us-east-1');
    expect((await page.goto(elsewhere))?.status()).toBe(404);
    await expect(page.getByRole('tab')).toHaveCount(0);
  });
});

test('every answer tells the browser to keep the console out of frames and its types as they are', async ({
  signedIn: { request },
}) => {
  const answers = await Promise.all(
    ['/sign-in', `/${region}/backups`, '/no/such/page', `/api/regions/${region}/instances`, '/icon.svg'].map(
      (path) => request.get(path),
    ),
  );
  for (const answer of answers) {
    expect(answer.headers(), answer.url()).toMatchObject({
      'x-frame-options': 'DENY',
      'content-security-policy': "frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    });
    expect(answer.headers()['strict-transport-security'], answer.url()).toBeUndefined(); // http
  }
});
