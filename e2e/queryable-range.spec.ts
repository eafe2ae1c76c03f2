import { enableBackup } from '../lib/backups/enable-backup.ts';
import { addDays, dayOf, startOfDay } from '../lib/kernel/calendar.ts';
import { createKey } from '../lib/kms/create-key.ts';
import { deleteKeyNow } from '../lib/kms/delete-key.ts';
import { aesKey, value, type World } from '../lib/testing/world.ts';
import { openOwnAccount, signedInTo } from './fixtures/stage.ts';
import { restore, row, unique } from './fixtures/steps.ts';
import { takePoint } from './fixtures/take-point.ts';
import { expect, test } from './fixtures/test.ts';

const region = 'cn-hongkong';
const timeZone = 'Asia/Hong_Kong';
const today = dayOf(new Date(), timeZone);
const daysAgo = (days: number) => addDays(today, -days);
const hour = 3_600_000;

/** Enabled 19 days ago with a range of ten, as in the topic's example; a key that was deleted 14 days ago. */
async function enabledLongAgo(world: World) {
  const { ports, actor, database } = world;
  const noonOf = (days: number) => new Date(startOfDay(daysAgo(days), timeZone).getTime() + 12 * hour);
  const goTo = (days: number) => world.setNow(noonOf(days).toISOString());
  goTo(19);
  const instanceName = unique('old');
  const instanceId = await world.instance(instanceName, { regionId: region });
  const { keyId } = value(await createKey(ports, actor, { ...aesKey, instanceId, alias: 'alias/old' }));
  const backupId = `kbi-${unique('range').replace('-', '')}`;
  await database.backupInstance.create({
    data: {
      id: backupId,
      accountId: actor.accountId,
      regionId: region,
      type: 'PURCHASED',
      queryableDays: 10,
      createdAt: noonOf(19),
      // Meanwhile the console's own schedule finds it expired.
      expiresAt: noonOf(13),
    },
  });
  const alias = unique('long');
  value(await enableBackup(ports, actor, { backupId, sourceInstanceId: instanceId, alias }));
  for (const days of [19, 16, 15]) {
    goTo(days);
    await takePoint(world, backupId);
  }
  goTo(14);
  value(await deleteKeyNow(ports, actor, { regionId: region, keyId, confirmedId: keyId }));
  await takePoint(world, backupId);
  const expiresAt = new Date(Date.now() + 30 * 24 * hour);
  await database.backupInstance.update({ where: { id: backupId }, data: { expiresAt } });
  return { backupId, keyId, instanceName };
}

test('the range is the last days, today included; a wider one reveals what was there all along', {
  tag: ['@R5', '@R7', '@R8', '@R19'],
}, async ({ browser, checkAxe }) => {
  test.setTimeout(90_000);
  const world = await openOwnAccount();
  const page = await signedInTo(world, browser);
  try {
    const { backupId, keyId, instanceName } = await enabledLongAgo(world);
    const open = (days: number) => page.goto(`/${region}/backups/${backupId}?day=${daysAgo(days)}`);
    const outside = page.getByText('is outside the queryable range');
    await open(15);
    await expect(outside).toBeVisible();
    await expect(row(page, keyId)).toHaveCount(0);
    await checkAxe(page);

    // Buying more days is a page of its own; this is what it does.
    await world.database.backupInstance.update({ where: { id: backupId }, data: { queryableDays: 16 } });
    await open(16);
    await expect(outside).toBeVisible();
    await open(15);
    await expect(row(page, keyId)).toContainText('deleted');
    await restore(page, keyId, instanceName);
    await page.goto(`/${region}/keys/${keyId}`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('alias/old');

    // Nothing was backed up before the enabling, however far the range goes.
    await world.database.backupInstance.update({ where: { id: backupId }, data: { queryableDays: 600 } });
    await open(20);
    await expect(page.getByRole('main')).toContainText('before the backup instance was enabled');
  } finally {
    await page.context().close();
    await world.close();
  }
});
