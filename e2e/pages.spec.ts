import type { Locator, Page } from '@playwright/test';
import type { World } from '../lib/testing/world.ts';
import { makeBusyDay } from './fixtures/busy-day.ts';
import { unseenFocus } from './fixtures/focus.ts';
import { type Place, places } from './fixtures/places.ts';
import { openOwnAccount, type Stage, setStage, signedInTo } from './fixtures/stage.ts';
import { type AxeScope, expect, test } from './fixtures/test.ts';

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
/** "Good" is 0.1 for the web at large; a page that is rendered on the server has no reason to move at all. */
const mostShift = 0.02;

test.use({ trace: 'off' }); // it would take more time than all the looking
let world: World;
let stage: Stage;
let page: Page;
const complaints: string[] = [];

test.beforeAll(async ({ browser }) => {
  world = await openOwnAccount();
  test.setTimeout(120_000);
  const busy = await makeBusyDay(world, 'eu-west-1', 'Europe/London');
  stage = { ...(await setStage(world, 'cn-hangzhou')), busy };
  page = await signedInTo(world, browser);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.addInitScript(sumShifts);
  page.on('pageerror', (error) => complaints.push(`${error}`));
  page.on('console', (message) => {
    // A page that isn't there answers 404, and the browser says so.
    if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
  });
});
test.afterAll(async () => {
  await page.context().close();
  await world.close();
});

test('every page, panel, message and menu: axe, no sideways scrolling, nothing moves, focus seen and given back', async ({
  checkAxe,
}) => {
  test.setTimeout(420_000);
  const faults: string[] = [];
  for (const place of places) {
    complaints.length = 0;
    try {
      await test.step(place.name, () => lookAt(place, checkAxe));
      expect(complaints, 'errors of the console').toEqual([]);
    } catch (error) {
      faults.push(`${place.name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  expect(faults.join('\n\n')).toBe('');
});

type CheckAxe = (page: Page, scope: AxeScope) => Promise<void>;

async function lookAt(place: Place, checkAxe: CheckAxe): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  if (!place.press) {
    await page.setViewportSize(phone);
    await page.goto(place.address(stage));
    expect(await shift(page), 'layout shift of the load, narrow').toBeLessThan(mostShift);
  }
  await page.setViewportSize(wide);
  await page.goto(place.address(stage));
  if (!place.press) expect(await shift(page), 'layout shift of the load, wide').toBeLessThan(mostShift);
  const opener = place.press ? await open(place, place.press) : undefined;
  await place.then?.(page);

  const part = place.press ? { part: overlaySelector } : {}; // the page behind is looked at by itself
  await settled();
  await checkAxe(page, part);
  expect(await overflow(page), 'sideways, wide').toBeLessThanOrEqual(0);
  await page.emulateMedia({ colorScheme: 'dark' });
  await checkAxe(page, { ...part, rules: ['color-contrast'] }); // nothing else changes with the colours
  await page.setViewportSize(phone);
  await settled();
  await checkAxe(page, part);
  expect(await overflow(page), 'sideways, narrow').toBeLessThanOrEqual(0);
  await page.setViewportSize(wide);
  expect(await unseenFocus(page), 'focusable, but the focus is not seen on').toEqual([]);
  if (!opener) return;
  await page.keyboard.press('Escape');
  await expect(overlay(page)).toHaveCount(0);
  await expect(opener).toBeFocused();
}

/** Nothing is still to come. */
const settled = () => expect(page.locator('[class*=animate-breathe]')).toHaveCount(0);

const overlaySelector = 'section:is([role=dialog], [role=alertdialog]), [role=menu]';
const overlay = (of: Page): Locator => of.locator(overlaySelector);

/** Opens what the place is about; returns the button that opened it. */
async function open(place: Place, [button, item]: NonNullable<Place['press']>): Promise<Locator> {
  const scope = place.inRow ? page.getByRole('row').filter({ hasText: place.inRow(stage) }) : page;
  const opener = scope.getByRole('button', { name: button, exact: true }).first();
  await opener.click();
  if (item !== undefined) await page.getByRole('menuitem', { name: item, exact: true }).click();
  await expect(overlay(page)).toHaveCount(1);
  await expect(
    overlay(page)
      .locator(':focus')
      .or(overlay(page).and(page.locator(':focus'))),
  ).toHaveCount(1);
  return opener;
}

/** Runs in the page, before anything else: the sum of what moved without anybody having done something. */
function sumShifts(): void {
  const sum = Object.assign(window, { shifted: 0 });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ('value' in entry && typeof entry.value === 'number' && 'hadRecentInput' in entry)
        if (entry.hadRecentInput === false) sum.shifted += entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** What has moved since the page began to load, once its texts stand in their own font and it has been painted. */
async function shift(of: Page): Promise<number> {
  return of.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame++) await new Promise((painted) => requestAnimationFrame(painted));
    return 'shifted' in window && typeof window.shifted === 'number' ? window.shifted : Number.NaN;
  });
}

/** By how many pixels the document is wider than the window. */
const overflow = (of: Page) =>
  of.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
