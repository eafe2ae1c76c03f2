import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { fact, newKey } from './fixtures/key-steps.ts';
import {
  closed,
  decrypt,
  decrypted,
  encrypt,
  headerAction,
  panelOf,
  press,
  unique,
} from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test.describe.configure({ timeout: 120_000 });

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
    // An answer to other words goes as soon as they are changed.
    await page.getByRole('textbox', { name: 'Signed message' }).fill('pay 900 to Bob');
    await expect(page.getByText('The signature is valid.')).toHaveCount(0);
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
