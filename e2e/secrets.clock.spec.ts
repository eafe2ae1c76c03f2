import {
  closed,
  createInstance,
  createKey,
  createSecret,
  fillNumber,
  headerAction,
  openSecret,
  panelOf,
  pressOk,
  unique,
} from './fixtures/steps.ts';
import { expect, signIn, test } from './fixtures/test.ts';

const region = 'ap-southeast-1';
const day = 86_400_000;

test('a secret gets a generated value when its rotation is due, without anybody', async ({ page, clock }) => {
  test.setTimeout(180_000);
  const begin = Date.now();
  const [instance, alias, name] = [unique('clock'), unique('clock'), unique('clock')];
  await signIn(page);
  await createInstance(page, region, instance);
  await createKey(page, region, instance, alias);
  await createSecret(page, region, { instance, key: `alias/${alias}`, name, value: 'by hand' });
  await openSecret(page, region, name);
  await headerAction(page, 'Set Rotation');
  await panelOf(page).getByText('A generated value takes the place').click();
  await fillNumber(page, 'Rotation Period (days)', '7');
  await pressOk(page);
  await closed(page);
  try {
    await clock.set(new Date(begin + 7 * day + 3_600_000));
    await page.context().clearCookies(); // a week later the session is over, or soon
    await signIn(page);
    const versions = page.getByRole('table', { name: 'Versions' }).getByRole('row');
    await expect(async () => {
      await openSecret(page, region, name);
      await expect(versions).toHaveCount(3, { timeout: 1000 });
    }).toPass({ timeout: 45_000 });
    await expect(versions.nth(1)).toContainText('ACSCurrent');
    await versions.nth(1).getByRole('button', { name: 'Reveal' }).click();
    await expect(panelOf(page).getByLabel('Value', { exact: true })).toHaveText(/^.{32}$/);
  } finally {
    await clock.set(new Date());
  }
});
