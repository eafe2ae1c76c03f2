import { dayOf, endOfDay } from '../lib/kernel/calendar.ts';
import type { World } from '../lib/testing/world.ts';
import { withDatabase } from './fixtures/database.ts';
import { openOwnAccount, setStage, signedInTo } from './fixtures/stage.ts';
import { press, row } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

const region = 'me-east-1'; // UTC+4 all year
const timeZone = 'Asia/Dubai';
let world: World;

test.beforeAll(async () => {
  world = await openOwnAccount();
});
test.afterAll(() => world.close());

test('what was damaged is named and refused, and the next full backup takes a fresh copy of it', {
  tag: ['@R13', '@R14'],
}, async ({ browser, clock }) => {
  test.setTimeout(180_000);
  const stage = await setStage(world, region);
  const page = await signedInTo(world, browser);
  const verification = `/${region}/backups/${stage.backupId}/verification`;
  await withDatabase((client) =>
    client.query(
      "UPDATE backup_records SET sealed = '\\x00' WHERE backup_instance_id = $1 AND item_id = $2",
      [stage.backupId, stage.keys.enabled],
    ),
  );
  await page.goto(verification);
  await press(page, 'Verify');
  await expect(row(page, stage.keys.enabled)).toContainText(
    /changed since written.*The next full backup takes a fresh copy/s,
    { timeout: 30_000 },
  );
  const itemPage = `/${region}/backups/${stage.backupId}/items?type=KEY&item=${stage.keys.enabled}`;
  await page.goto(itemPage);
  await expect(page.getByText('The record of this state is damaged')).toBeVisible();

  try {
    await clock.set(new Date(endOfDay(dayOf(new Date(), timeZone), timeZone).getTime() + 90_000));
    const again = await signedInTo(world, browser); // a day later the session may be over
    await expect(async () => {
      await again.goto(itemPage);
      await expect(again.getByRole('button', { name: 'Restore Data' })).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 60_000 });
    await expect(again.getByText('The live one is exactly as this state.')).toBeVisible();
    await again.goto(verification);
    await press(again, 'Verify');
    // The copy of the same content makes the old damage good.
    await expect(again.getByText('Everything can be restored')).toBeVisible({ timeout: 30_000 });
    await expect(row(again, stage.keys.enabled)).toHaveCount(0);
    await again.context().close();
  } finally {
    await clock.set(new Date());
    await page.context().close();
  }
});
