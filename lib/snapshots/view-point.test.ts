import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disableKey, rotateKey } from '../kms/change-key.ts';
import { createKey } from '../kms/create-key.ts';
import { deleteKeyNow } from '../kms/delete-key.ts';
import { restoreItem } from '../restores/restore-item.ts';
import { aesKey, code, openWorld, value, type World } from '../testing/world.ts';
import type { TabName } from './model.ts';
import { requestVerification } from './request-verification.ts';
import { runVerification } from './run-verification.ts';
import { viewDay, viewTab, viewTimeLine } from './view-data.ts';

const regionId = 'cn-hangzhou';
const day = '2026-11-24';
const page = { search: '', cursor: null, pageSize: 20 };
let world: World;
let instanceId: string;
let backupId: string;

beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
  instanceId = await world.instance('payments');
});
afterEach(() => world.close());

async function newKey(alias: string | null = null): Promise<string> {
  return value(await createKey(world.ports, world.actor, { ...aesKey, instanceId, alias })).keyId;
}
async function runAt(iso: string): Promise<void> {
  world.setNow(iso);
  await world.runDue();
}
const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);
const ask = (slot: Date | null) => ({ backupId, day, at: slot });
const counts = async (slot: Date | null) =>
  value(await viewDay(world.ports, world.actor, ask(slot))).counts.KEY;
const rows = async (slot: Date | null, tab: TabName) =>
  value(await viewTab(world.ports, world.actor, { ...ask(slot), itemType: 'KEY', tab, page })).items;

describe('R13: a point of the day', () => {
  it('shows in each tab the newest live state up to it, also of what was deleted before it', async () => {
    const { ports, actor } = world;
    const [changed, deleted] = [await newKey('alias/changed'), await newKey('alias/deleted')];
    backupId = await world.backUp(instanceId);
    const late = await newKey('alias/late');
    await runAt('2026-11-24T04:05:01Z');
    value(await disableKey(ports, actor, { regionId, keyId: changed }));
    value(await rotateKey(ports, actor, { regionId, keyId: late }));
    await runAt('2026-11-24T04:10:01Z');
    value(await deleteKeyNow(ports, actor, { regionId, keyId: deleted, confirmedId: deleted }));
    value(await deleteKeyNow(ports, actor, { regionId, keyId: late, confirmedId: late }));
    await runAt('2026-11-24T04:15:01Z');
    await runAt('2026-11-24T04:20:01Z'); // nothing new: the point before answers

    expect(await counts(at('04:00'))).toEqual({ full: 2, incremental: 0, rotated: 0 });
    expect(await counts(at('04:05'))).toEqual({ full: 2, incremental: 1, rotated: 0 });
    expect(await counts(at('04:10'))).toEqual({ full: 2, incremental: 1, rotated: 1 });
    for (const slot of [at('04:15'), at('04:20'), null]) {
      expect(await counts(slot)).toEqual({ full: 2, incremental: 1, rotated: 1 });
    }
    const state = async (slot: Date | null, tab: TabName, keyId: string) => {
      const row = (await rows(slot, tab)).find(({ itemId }) => itemId === keyId);
      return row && [row.state, row.versionCount, row.changedSinceFull, row.deletedBy];
    };
    expect(await state(at('04:05'), 'full', changed)).toEqual(['Enabled', 1, false, null]);
    expect(await state(at('04:10'), 'full', changed)).toEqual(['Disabled', 1, true, null]);
    expect(await state(at('04:10'), 'full', deleted)).toEqual(['Enabled', 1, false, null]);
    expect(await state(at('04:20'), 'full', deleted)).toEqual(['Enabled', 1, false, at('04:15')]);
    expect(await state(at('04:05'), 'incremental', late)).toEqual(['Enabled', 1, true, null]);
    expect(await state(null, 'rotated', late)).toEqual(['Enabled', 2, true, at('04:15')]);
    const before = (await rows(at('04:05'), 'full')).find(({ itemId }) => itemId === changed);
    expect(before?.againstLive).toBe('changed');
    expect(before?.differences).toEqual([{ field: 'state', from: 'Enabled', to: 'Disabled' }]);
    expect((await rows(null, 'full')).find(({ itemId }) => itemId === deleted)).toMatchObject({
      againstLive: 'deleted',
      liveDeletedAt: new Date('2026-11-24T04:10:01Z'),
    });
  });

  it('is what Restore Data restores', async () => {
    const { ports, actor } = world;
    const keyId = await newKey('alias/then');
    backupId = await world.backUp(instanceId);
    value(await rotateKey(ports, actor, { regionId, keyId }));
    await runAt('2026-11-24T04:05:01Z');
    value(await deleteKeyNow(ports, actor, { regionId, keyId, confirmedId: keyId }));
    await runAt('2026-11-24T04:10:01Z');
    const restore = (slot: Date | null) =>
      restoreItem(ports, actor, {
        ...ask(slot),
        itemType: 'KEY',
        itemId: keyId,
        regionId,
        instanceId,
        aliasChoice: { kind: 'keep' },
      });
    expect(code(await restore(at('05:00')))).toBe('POINT_NOT_COVERED');
    expect(value(await restore(at('04:00'))).versionCount).toBe(1);
    value(await deleteKeyNow(ports, actor, { regionId, keyId, confirmedId: keyId }));
    expect(value(await restore(at('04:10'))).versionCount).toBe(2);
  });

  it('R9: that nothing covers can’t be chosen, and the time line shows the gap', async () => {
    await newKey();
    backupId = await world.backUp(instanceId);
    await runAt('2026-11-24T04:05:01Z');
    await newKey();
    await runAt('2026-11-24T05:00:01Z');
    const view = (slot: Date | null) => viewDay(world.ports, world.actor, ask(slot));
    expect(await view(at('04:30'))).toMatchObject({
      ok: false,
      error: { code: 'POINT_NOT_COVERED', day, at: at('04:30'), timeZone: 'Asia/Shanghai' },
    });
    for (const none of [at('03:55'), at('05:05'), new Date('2026-11-24T04:01:00Z')]) {
      expect(code(await view(none))).toBe('POINT_NOT_COVERED');
    }
    expect(value(await view(at('04:05'))).shown.ordinal).toBe(1);
    const line = value(await viewTimeLine(world.ports, world.actor, ask(null)));
    expect(line).toMatchObject({ slots: 3, fulls: 1 });
    expect(line.gaps).toEqual([{ firstSlotAt: at('04:10'), lastSlotAt: at('04:55'), slots: 10 }]);
    expect(line.points).toEqual([
      { ordinal: 1, kind: 'FULL', slotAt: at('04:00'), changes: 1 },
      { ordinal: 2, kind: 'INCREMENTAL', slotAt: at('05:00'), changes: 1 },
    ]);
  });

  it('counts a point’s changes by items: changed ones once, deleted ones too', async () => {
    const { ports, actor } = world;
    const [changed, deleted] = [await newKey(), await newKey()];
    backupId = await world.backUp(instanceId);
    value(await disableKey(ports, actor, { regionId, keyId: changed }));
    value(await deleteKeyNow(ports, actor, { regionId, keyId: deleted, confirmedId: deleted }));
    await newKey();
    await runAt('2026-11-24T04:05:01Z');
    const line = value(await viewTimeLine(ports, actor, ask(null)));
    expect(line.points.map(({ changes }) => changes)).toEqual([2, 3]);
  });

  it('R7: says until when its state can be restored', async () => {
    const { ports, actor } = world;
    const [kept, changed, deleted] = [await newKey(), await newKey(), await newKey()];
    backupId = await world.backUp(instanceId);
    value(await disableKey(ports, actor, { regionId, keyId: changed }));
    await runAt('2026-11-24T04:05:01Z');
    await runAt('2026-11-24T16:00:01Z');
    value(await deleteKeyNow(ports, actor, { regionId, keyId: deleted, confirmedId: deleted }));
    await runAt('2026-11-24T16:05:01Z');
    const until = async (slot: Date | null) =>
      Object.fromEntries((await rows(slot, 'full')).map((row) => [row.itemId, row.restorableUntil]));
    // The range has 7 days. Alive on the 24th alone, or until some time of the 25th, or still.
    expect(await until(at('04:00'))).toEqual({
      [kept]: null,
      [changed]: '2026-11-30',
      [deleted]: '2026-12-01',
    });
    expect((await until(null))[changed]).toBeNull();
  });

  it('R13: a damaged row says so, until the next full has taken a fresh copy of what is still live', async () => {
    const { ports, actor, database } = world;
    const keyId = await newKey('alias/healed');
    backupId = await world.backUp(instanceId);
    await database.backupRecord.updateMany({ data: { sealed: new Uint8Array(60) } });
    expect(await rows(null, 'full')).toMatchObject([{ itemId: keyId, againstLive: null }]);
    value(await requestVerification(ports, actor, { backupId }));
    await runVerification(ports, backupId, (_, error) => {
      throw error;
    });
    await runAt('2026-11-24T16:00:01Z');
    expect(await rows(null, 'full')).toMatchObject([
      { itemId: keyId, alias: 'alias/healed', againstLive: 'same' },
    ]);
  });
});
