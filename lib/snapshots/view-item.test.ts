import { afterEach, beforeEach, expect, it } from 'vitest';
import { disableKey, rotateKey } from '../kms/change-key.ts';
import { deleteKeyNow } from '../kms/delete-key.ts';
import { restoreItem } from '../restores/restore-item.ts';
import { openOneKey } from '../testing/one-key.ts';
import { code, value, type World } from '../testing/world.ts';
import { releaseSource } from './release-source.ts';
import { requestVerification } from './request-verification.ts';
import { runVerification } from './run-verification.ts';
import { viewItem } from './view-item.ts';

const regionId = 'cn-hangzhou';
let world: World;
let instanceId: string;
let keyId: string;
let backupId: string;

beforeEach(async () => {
  ({ world, instanceId, keyId, backupId } = await openOneKey());
});
afterEach(() => world.close());

const at = async (iso: string) => {
  world.setNow(iso);
  await world.runDue();
};
const view = async (more: { day?: string; at?: Date; itemId?: string } = {}) =>
  viewItem(world.ports, world.actor, {
    backupId,
    item: { itemType: 'KEY', itemId: more.itemId ?? keyId },
    day: more.day ?? null,
    at: more.at ?? null,
  });
const fields = (differences: readonly { readonly field: string }[] | null | undefined) =>
  differences?.map(({ field }) => field);

it('shows a state with its versions, how it differs from the live one and the one before, and its history', async () => {
  const { ports, actor } = world;
  world.setNow('2026-11-24T04:03:00Z');
  value(await rotateKey(ports, actor, { regionId, keyId }));
  await at('2026-11-24T04:07:00Z');
  value(await disableKey(ports, actor, { regionId, keyId }));
  await at('2026-11-24T04:12:00Z');

  const newest = value(await view());
  expect(newest).toMatchObject({
    alias: 'alias/pan',
    versionCount: 2,
    facts: { state: 'Disabled', versions: [{ isPrimary: false }, { isPrimary: true }] },
    restorableUntil: null,
    live: { standing: 'same', differences: [] },
    before: { differences: [{ field: 'state', from: 'Enabled', to: 'Disabled' }] },
  });
  expect(newest.events.map(({ kind }) => kind)).toEqual(['changed', 'rotated', 'created']);

  const first = value(await view({ at: new Date('2026-11-24T04:05:00Z') }));
  expect(first).toMatchObject({
    versionCount: 2,
    live: { standing: 'changed' },
    restorableUntil: '2026-11-30',
  });
  const creation = value(await view({ at: new Date('2026-11-24T04:00:00Z') }));
  expect(creation.before).toBeNull();
  expect(creation.versionCount).toBe(1);
  expect(fields(creation.live.differences)).toEqual(['state', 'rotatedAt', 'versions']);
});

it('keeps the break of an item that was deleted and restored', async () => {
  const { ports, actor } = world;
  value(await deleteKeyNow(ports, actor, { regionId, keyId, confirmedId: keyId }));
  await at('2026-11-24T04:07:00Z');
  expect(value(await view())).toMatchObject({ live: { standing: 'deleted' }, restorableUntil: '2026-11-30' });
  // By then it was deleted: what is shown, and restored, is how it last was alive that day (R13).
  const gone = value(await view({ at: new Date('2026-11-24T04:05:00Z') }));
  expect(gone).toMatchObject({ live: { standing: 'deleted' }, versionCount: 1 });
  const choice = { kind: 'keep' } as const;
  const item = { itemType: 'KEY', itemId: keyId, aliasChoice: choice } as const;
  const restoring = { backupId, day: '2026-11-24', regionId, instanceId, ...item };
  value(await restoreItem(ports, actor, restoring));
  await at('2026-11-24T04:12:00Z');
  expect(value(await view()).events.map(({ kind }) => kind)).toEqual(['restored', 'deleted', 'created']);
});

it('says until when the newest state of a released source can be restored', async () => {
  const released = { instanceId, confirmedName: 'payments' };
  value(await releaseSource(world.ports, world.actor, released));
  expect(value(await view())).toMatchObject({ live: { standing: 'deleted' }, restorableUntil: '2026-11-30' });
});

it('shows a damaged state by a healthy record of the very same content, as restores take it', async () => {
  await world.database.$executeRaw`UPDATE backup_records SET sealed = '\\x00'`;
  await requestVerification(world.ports, world.actor, { backupId });
  await runVerification(world.ports, backupId, (_, error) => {
    throw error;
  });
  await at('2026-11-24T16:00:01Z');
  expect(value(await view({ day: '2026-11-24' }))).toMatchObject({
    alias: 'alias/pan',
    facts: { itemId: keyId },
  });
  const copy = value(await view({ day: '2026-11-25' }));
  expect(copy.before).toBeNull();
  expect(copy.events.map(({ kind }) => kind)).toEqual(['created']);
});

it('names a damaged record as such and shows nothing of it', async () => {
  await world.database.$executeRaw`UPDATE backup_records SET sealed = '\\x00'`;
  expect(value(await view())).toMatchObject({ facts: null, live: { standing: 'changed', differences: [] } });
});

it('refuses days and items that the backup does not hold', async () => {
  expect(code(await view({ day: '2026-11-01' }))).toBe('DAY_OUTSIDE_RANGE');
  expect(code(await view({ at: new Date('2026-11-01T00:00:00Z') }))).toBe('DAY_OUTSIDE_RANGE');
  expect(code(await view({ itemId: 'key-nothing' }))).toBe('RECORD_NOT_FOUND');
  await at('2026-12-20T04:02:00Z');
  expect(code(await view({ day: '2026-11-24' }))).toBe('DAY_OUTSIDE_RANGE');
});
