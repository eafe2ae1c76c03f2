import { consoleUrl } from './fixtures/console.ts';
import { withDatabase } from './fixtures/database.ts';
import { fact, newKey, keyRegion as region } from './fixtures/key-steps.ts';
import {
  closed,
  field,
  fillNumber,
  headerAction,
  panelOf,
  press,
  pressOk,
  unique,
} from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test.describe.configure({ timeout: 120_000 });

test('a key that is being made says so, and its page is read anew until it is done', async ({
  signedIn: page,
  checkAxe,
}) => {
  const alias = unique('pending');
  const keyId = await newKey(page, alias, { spec: 'EC_P256' });
  const state = (to: string) =>
    withDatabase((client) => client.query('UPDATE kms_keys SET state = $1 WHERE key_id = $2', [to, keyId]));
  await state('PendingCreation');
  await page.reload();
  await expect(page.getByText('The key is being made.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toHaveCount(0);
  await checkAxe(page);
  await state('Enabled');
  await expect(page.getByText('The key is being made.')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toBeEnabled();
});

test('tags are typed at creation, and changed with alias and description', async ({
  signedIn: page,
  checkAxe,
}) => {
  const [alias, other] = [unique('tagged'), unique('renamed')];
  await newKey(page, alias, { spec: 'Aliyun_AES_256', tags: { env: 'prod', team: '' } });
  await expect(fact(page, 'Tags')).toHaveText(/env\s*: prod.*team/);
  await press(page, 'Edit');
  await checkAxe(page);
  await field(page, 'Alias').fill(other);
  await field(page, 'Description').fill('for cards');
  await press(panelOf(page), 'Remove tag 2');
  await expect(panelOf(page).getByRole('button', { name: 'Add Tag' })).toBeFocused();
  await press(panelOf(page), 'Add Tag');
  await expect(field(page, 'Key of tag 2')).toBeFocused();
  await field(page, 'Key of tag 2').fill('env');
  await field(page, 'Value of tag 2').fill('again');
  await pressOk(page);
  await expect(panelOf(page)).toContainText('Another tag has this key: each key stands once.');
  await checkAxe(page);
  await field(page, 'Key of tag 2').fill('owner');
  await pressOk(page);
  await closed(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`alias/${other}`);
  await expect(fact(page, 'Tags')).toHaveText(/env\s*: prod.*owner\s*: again/);
  await expect(fact(page, 'Description')).toHaveText('for cards');
});

test('two people who edit one key lose nothing silently', async ({
  signedIn: page,
  browser,
  session,
  checkAxe,
}) => {
  const alias = unique('shared');
  await newKey(page, alias, { spec: 'Aliyun_AES_256', tags: { env: 'prod' } });
  const address = page.url();
  const context = await browser.newContext({ baseURL: consoleUrl(), storageState: session });
  const other = await context.newPage();
  await other.goto(address);
  await press(page, 'Edit');
  await field(page, 'Description').fill('mine');
  await press(other, 'Edit');
  await field(other, 'Description').fill('theirs');
  await field(other, 'Value of tag 1').fill('test');
  await pressOk(other);
  await closed(other);
  await context.close();

  await pressOk(page);
  const panel = panelOf(page);
  await expect(panel).toContainText('Somebody else changed this key meanwhile.');
  await expect(panel).toContainText('Description: none → theirs');
  await expect(panel).toContainText('Tags: env: prod → env: test');
  await expect(field(page, 'Description')).toHaveValue('mine');
  await checkAxe(page);
  await expect(fact(page, 'Description')).toHaveText('theirs'); // nothing was saved
  await press(panel, 'Save Mine');
  await closed(page);
  await expect(fact(page, 'Description')).toHaveText('mine');
});

test('automatic rotation is set within its limits, and turned off', async ({ signedIn: page, checkAxe }) => {
  await newKey(page, unique('turns'), { spec: 'Aliyun_AES_256' });
  await expect(fact(page, 'Automatic Rotation')).toHaveText('Off');
  await headerAction(page, 'Automatic Rotation');
  await panelOf(page).getByRole('radio', { name: /^On/ }).check({ force: true });
  await fillNumber(page, 'Rotation Period (days)', '6');
  await pressOk(page);
  await expect(field(page, 'Rotation Period (days)')).toHaveAccessibleDescription(
    /A whole number of days from 7 to 365\./,
  );
  await checkAxe(page);
  await fillNumber(page, 'Rotation Period (days)', '365');
  await pressOk(page);
  await closed(page);
  await expect(fact(page, 'Automatic Rotation')).toHaveText(/^Every 365 days, next /);
  await headerAction(page, 'Disable');
  await expect(fact(page, 'Automatic Rotation')).toContainText('It waits until the key is Enabled.');
  await headerAction(page, 'Automatic Rotation');
  await panelOf(page).getByRole('radio', { name: /^Off/ }).check({ force: true });
  await pressOk(page);
  await closed(page);
  await expect(fact(page, 'Automatic Rotation')).toHaveText('Off');
});

test('a key that was changed outside of the console says so, leads to its backups and can only be deleted', async ({
  signedIn: page,
  checkAxe,
}) => {
  const keyId = await newKey(page, unique('damaged'), { spec: 'Aliyun_AES_256' });
  await withDatabase((client) =>
    client.query('UPDATE kms_keys SET description = $1 WHERE key_id = $2', ['tampered', keyId]),
  );
  await page.reload();
  await expect(page.getByText('changed or damaged outside of the console')).toBeVisible();
  await expect(page.getByRole('link', { name: 'See its backups' })).toHaveAttribute(
    'href',
    `/${region}/backups`,
  );
  await expect(page.getByRole('button', { name: 'Encrypt', exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Rotate' })).toHaveCount(0);
  await checkAxe(page);
  await headerAction(page, 'Delete Now');
  await panelOf(page).getByRole('textbox').fill(keyId);
  await press(panelOf(page), 'Delete Now');
  await page.waitForURL((url) => url.pathname.endsWith('/keys'));
});
