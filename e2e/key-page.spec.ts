import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { consoleUrl } from './fixtures/console.ts';
import { withDatabase } from './fixtures/database.ts';
import {
  choose,
  closed,
  createInstance,
  decrypt,
  decrypted,
  encrypt,
  field,
  fillNumber,
  headerAction,
  openKey,
  panelOf,
  press,
  pressOk,
  unique,
} from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

/** Shared with the other specs of keys: every name is unique, no rows are counted. */
const region = 'ap-southeast-1';

test.describe.configure({ timeout: 120_000 });

type Wanted = {
  readonly spec: string;
  readonly usage?: string;
  readonly tags?: Readonly<Record<string, string>>;
};

/** Makes an instance and a key in it, and opens the key's page. Returns the key's ID. */
async function newKey(page: Page, alias: string, { spec, usage, tags = {} }: Wanted): Promise<string> {
  const instance = unique('keys');
  await createInstance(page, region, instance);
  await page.goto(`/${region}/keys`);
  await press(page, 'Create Key');
  await choose(page, 'Instance', new RegExp(`^${instance}`));
  await choose(page, 'Key Spec', new RegExp(`^${spec}$`));
  if (usage) await panelOf(page).getByRole('radio', { name: usage }).check({ force: true });
  await field(page, 'Alias').fill(alias);
  let number = 1;
  for (const [key, value] of Object.entries(tags)) {
    await press(panelOf(page), 'Add Tag');
    await field(page, `Key of tag ${number}`).fill(key);
    await field(page, `Value of tag ${number}`).fill(value);
    number += 1;
  }
  await pressOk(page);
  await closed(page);
  return openKey(page, region, alias);
}

const fact = (page: Page, label: string) =>
  page.locator('dl > div', { has: page.locator('dt').getByText(label, { exact: true }) }).locator('dd');

async function sign(page: Page, message: string): Promise<string> {
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill(message);
  await press(page, 'Sign');
  const result = page.getByRole('status', { name: 'Signature (Base64)' });
  await expect(result).toHaveText(/^[A-Za-z0-9+/]+=*$/);
  return (await result.textContent()) ?? '';
}

async function verify(page: Page, message: string, signature: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Signed message' }).fill(message);
  await page.getByRole('textbox', { name: 'Signature', exact: true }).fill(signature);
  await press(page, 'Verify');
}

/** Downloads the PEM of the newest version from its panel. */
async function downloadPem(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Public Key' }).first().click();
  await expect(panelOf(page)).toContainText('BEGIN PUBLIC KEY');
  const [file] = await Promise.all([page.waitForEvent('download'), press(panelOf(page), 'Download')]);
  expect(file.suggestedFilename()).toMatch(/^key-[a-z0-9]+-.+\.pem$/);
  const pem = readFileSync(await file.path(), 'utf8');
  await press(panelOf(page), 'Close').catch(() => page.keyboard.press('Escape'));
  await closed(page);
  return pem;
}

/** What OpenSSL says of a signature. */
function openssl(pem: string, message: string, signature: string, ...options: string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kms-verify-'));
  try {
    const file = (name: string, content: string | Buffer) => {
      writeFileSync(path.join(folder, name), content);
      return path.join(folder, name);
    };
    const { stdout, stderr, error } = spawnSync(
      'openssl',
      [
        'dgst',
        '-sha256',
        ...options,
        '-verify',
        file('key.pem', pem),
        '-signature',
        file('signature', Buffer.from(signature, 'base64')),
        file('message', message),
      ],
      { encoding: 'utf8' },
    );
    if (error) throw error;
    return `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const [spec, usage, pss] of [
  ['EC_P256', undefined, []],
  ['EC_P256K', undefined, []],
  ['RSA_2048', 'SIGN/VERIFY', ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:-1']],
] as const) {
  test(`a ${spec} key signs, verifies, and OpenSSL agrees by its public key`, async ({
    signedIn: page,
    checkAxe,
  }) => {
    const alias = unique('signs');
    await newKey(page, alias, { spec, ...(usage && { usage }) });
    const message = page.getByRole('textbox', { name: 'Message', exact: true });
    // An RSA key is being made at first; the page shows it by itself once it can be used.
    await expect(message).toBeEnabled({ timeout: 60_000 });
    await expect(fact(page, 'Key Spec')).toHaveText(spec);
    await expect(fact(page, 'Key Usage')).toHaveText('SIGN/VERIFY');
    await expect(fact(page, 'Automatic Rotation')).toContainText('Not offered');
    const text = 'pay 100 to Bob\n密钥';
    const signature = await sign(page, text);
    await verify(page, text, signature);
    await expect(page.getByText('The signature is valid.')).toBeVisible();
    await expect(page.getByText(/^Made under key version /)).toBeVisible();
    await checkAxe(page);
    await verify(page, 'pay 900 to Bob', signature);
    await expect(page.getByText('The signature is not valid.')).toBeVisible();
    await checkAxe(page);

    const pem = await downloadPem(page);
    expect(openssl(pem, text, signature, ...pss)).toContain('Verified OK');
    expect(openssl(pem, 'pay 900 to Bob', signature, ...pss)).not.toContain('Verified OK');

    await headerAction(page, 'Disable');
    await expect(page.getByText("It doesn't sign until it is enabled.")).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sign', exact: true })).toBeDisabled();
  });
}

test('an RSA key signs with the algorithm that is chosen, and older versions go on verifying', async ({
  signedIn: page,
  checkAxe,
}) => {
  const alias = unique('two');
  await newKey(page, alias, { spec: 'RSA_2048', usage: 'SIGN/VERIFY' });
  await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toBeEnabled({ timeout: 60_000 });
  const cards = page.getByRole('main').locator('section');
  const pick = async (card: string) => {
    const heading = page.getByRole('heading', { name: card, exact: true });
    await cards
      .filter({ has: heading })
      .getByRole('button', { name: /Algorithm$/ })
      .click();
    await page.getByRole('option', { name: 'RSA_PKCS1_SHA_256' }).click();
  };
  await pick('Sign');
  const signature = await sign(page, 'by PKCS#1');
  await verify(page, 'by PKCS#1', signature);
  await expect(page.getByText('The signature is not valid.')).toBeVisible(); // as PSS
  await pick('Verify');
  await press(page, 'Verify');
  await expect(page.getByText('The signature is valid.')).toBeVisible();
  expect(openssl(await downloadPem(page), 'by PKCS#1', signature)).toContain('Verified OK');

  await press(page, 'Rotate');
  const versions = page.getByRole('table', { name: 'Versions' }).getByRole('row');
  await expect(versions).toHaveCount(3, { timeout: 60_000 });
  await expect(versions.nth(2)).toContainText('Verifies only');
  await expect(page.getByText('A new version is being made.')).toHaveCount(0);
  await press(page, 'Verify');
  await expect(page.getByText('The signature is valid.')).toBeVisible();
  await checkAxe(page);
});

test('an RSA key encrypts and decrypts, and says how much it takes', async ({ signedIn: page, checkAxe }) => {
  await newKey(page, unique('seals'), { spec: 'RSA_2048' });
  const plaintext = page.getByRole('textbox', { name: 'Plaintext' });
  await expect(plaintext).toBeEnabled({ timeout: 60_000 });
  await expect(plaintext).toHaveAccessibleDescription(/1 to 190 bytes of text/);
  await plaintext.fill('a'.repeat(191));
  await press(page, 'Encrypt');
  await expect(plaintext).toHaveAccessibleDescription(/The text has 191 bytes; .* at most 190 at once/);
  const ciphertext = await encrypt(page, 'short 密钥');
  await decrypt(page, ciphertext);
  await expect(decrypted(page)).toHaveText('short 密钥');
  await checkAxe(page);
});

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
