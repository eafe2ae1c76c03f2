import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from '../kernel/page.ts';
import { disableKey, enableKey, rotateKey } from '../kms/change-key.ts';
import { createKey } from '../kms/create-key.ts';
import { createSecret } from '../kms/create-secret.ts';
import { deleteKeyNow } from '../kms/delete-key.ts';
import { deleteSecretNow } from '../kms/delete-secret.ts';
import { putSecretValue } from '../kms/put-secret-value.ts';
import { tagKey } from '../kms/tag-item.ts';
import { restoreItem } from '../restores/restore-item.ts';
import { aesKey, code, openWorld, value, type World } from '../testing/world.ts';
import { refKey } from './capture-changes.ts';
import { type CompareInput, comparePoints } from './compare-points.ts';
import type { ComparedItem } from './history-model.ts';
import { requestVerification } from './request-verification.ts';
import { runVerification } from './run-verification.ts';

const regionId = 'cn-hangzhou';
const begin = Date.parse('2026-11-24T04:02:00Z');
let world: World;
let instanceId: string;
let keyId: string;
let backupId: string;

beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
  instanceId = await world.instance('payments');
  keyId = await newKey('alias/first');
  backupId = await world.backUp(instanceId);
});
afterEach(() => world.close());

async function newKey(alias: string): Promise<string> {
  return value(await createKey(world.ports, world.actor, { ...aesKey, instanceId, alias })).keyId;
}
async function newSecret(name: string): Promise<void> {
  const secret = { instanceId, name, keyId, value: 'x', description: '' };
  value(await createSecret(world.ports, world.actor, secret));
}
/** The moment of the n-th slot after the beginning; the world stands there afterwards. */
async function pointAt(slot: number): Promise<Date> {
  const at = new Date(begin + slot * 300_000);
  world.setNow(at.toISOString());
  await world.runDue();
  return at;
}
const all = {
  from: null,
  to: null,
  itemType: null,
  kind: null,
  sort: { by: 'item', direction: 'ascending' },
  page: { search: '', cursor: null, pageSize: 2 },
} as const;
const ask = async (input: Partial<CompareInput>) =>
  comparePoints(world.ports, world.actor, { ...all, backupId, ...input });

async function walk(input: Partial<CompareInput>): Promise<ComparedItem[]> {
  const items: ComparedItem[] = [];
  for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
    const page: Page<ComparedItem> = value(await ask({ ...input, page: { ...all.page, cursor } })).page;
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

describe('Compare two points', () => {
  it('tells what was created, rotated, changed and deleted, and in what', async () => {
    const { ports, actor } = world;
    const [rotated, changed, deleted, quiet] = [
      await newKey('alias/rotated'),
      await newKey('alias/changed'),
      await newKey('alias/deleted'),
      await newKey('alias/quiet'),
    ];
    await newSecret('kept');
    const from = await pointAt(1);
    for (let turn = 0; turn < 2; turn++) value(await rotateKey(ports, actor, { regionId, keyId: rotated }));
    value(await disableKey(ports, actor, { regionId, keyId: changed }));
    value(
      await tagKey(ports, actor, { regionId, keyId: changed }, { kind: 'addTag', name: 'team', value: 'a' }),
    );
    await pointAt(2);
    value(await deleteKeyNow(ports, actor, { regionId, keyId: deleted, confirmedId: deleted }));
    value(await disableKey(ports, actor, { regionId, keyId: quiet }));
    const passing = await newKey('alias/passing');
    await pointAt(3);
    value(await enableKey(ports, actor, { regionId, keyId: quiet }));
    value(await deleteKeyNow(ports, actor, { regionId, keyId: passing, confirmedId: passing }));
    await newSecret('made');
    const to = await pointAt(4);

    const items = await walk({ from, to });
    const told = Object.fromEntries(
      items.map((item) => [item.itemId, [item.kind, item.differences?.map(({ field }) => field)]]),
    );
    expect(told).toEqual({
      [rotated]: ['rotated', ['rotatedAt', 'versions']],
      [changed]: ['changed', ['state', 'tags']],
      [deleted]: ['deleted', []],
      made: ['created', []],
    });
    const versions = items.find((item) => item.itemId === rotated)?.differences?.at(-1);
    expect(versions).toMatchObject({ added: [{}, {}], removed: [] });
    const { counts } = value(await ask({ from, to }));
    expect(counts).toEqual({
      KEY: { created: 0, rotated: 1, changed: 1, deleted: 1 },
      SECRET: { created: 1, rotated: 0, changed: 0, deleted: 0 },
    });
    const backwards = value(await ask({ from: to, to: from, kind: 'created', itemType: 'KEY' }));
    expect(backwards.reversed).toBe(true);
    expect(backwards.page.items.map((item) => item.itemId)).toEqual([deleted]);
    expect(backwards.counts.SECRET).toMatchObject({ created: 0, deleted: 1 });
    const narrowed = value(await ask({ from, to, page: { ...all.page, search: 'ALIAS/ROT' } }));
    expect(narrowed.page.items.map((item) => item.itemId)).toEqual([rotated]);
  });

  it('applied to the first state gives the second, for any two points of a busy day', async () => {
    const { ports, actor } = world;
    const keys = [keyId];
    const ordinals: { at: Date; ordinal: number }[] = [];
    for (let slot = 1; slot <= 12; slot++) {
      const turn = slot % 6;
      const [some] = keys.slice(slot % keys.length);
      if (turn === 0 || turn === 3) keys.push(await newKey(`alias/k${slot}`));
      if (turn === 1) await newSecret(`s${slot}`);
      if (turn === 2 && some) value(await rotateKey(ports, actor, { regionId, keyId: some }));
      if (turn === 4) {
        value(
          await putSecretValue(ports, actor, {
            regionId,
            name: `s${slot - 3}`,
            value: `${slot}`,
            versionId: null,
          }),
        );
      }
      if (turn === 5) {
        value(
          await deleteSecretNow(ports, actor, {
            regionId,
            name: `s${slot - 4}`,
            confirmedName: `s${slot - 4}`,
          }),
        );
      }
      const at = await pointAt(slot);
      const ordinal = (await ports.snapshots.newestPoint(backupId, at))?.ordinal ?? 0;
      ordinals.push({ at, ordinal });
    }
    const stateAt = async (ordinal: number) =>
      new Set((await ports.verifications.aliveAt(backupId, ordinal)).map(refKey));
    for (const [index, first] of ordinals.entries()) {
      for (const second of ordinals.slice(index)) {
        const state = await stateAt(first.ordinal);
        for (const item of await walk({ from: first.at, to: second.at })) {
          if (item.kind === 'created') state.add(refKey(item));
          else if (item.kind === 'deleted') expect(state.delete(refKey(item))).toBe(true);
          else expect(state.has(refKey(item))).toBe(true);
        }
        expect(state).toEqual(await stateAt(second.ordinal));
      }
    }
  });

  it('says of what was deleted and restored in between nothing, if it is as it was; else that it came back', async () => {
    const { ports, actor } = world;
    const before = await pointAt(1);
    value(await deleteKeyNow(ports, actor, { regionId, keyId, confirmedId: keyId }));
    const without = await pointAt(2);
    value(
      await restoreItem(ports, actor, {
        backupId,
        day: '2026-11-24',
        itemType: 'KEY',
        itemId: keyId,
        regionId,
        instanceId,
        aliasChoice: { kind: 'keep' },
      }),
    );
    const after = await pointAt(3);
    expect(await walk({ from: before, to: after })).toEqual([]);
    expect(await walk({ from: without, to: after })).toMatchObject([{ kind: 'created', cameBack: true }]);
  });

  it('compares the beginning of the day with now, unless it is asked otherwise', async () => {
    const first = value(await ask({}));
    expect(first.from.point.ordinal).toBe(1);
    await newSecret('later');
    const now = await pointAt(3);
    expect(value(await ask({})).page.items.map((item) => item.itemId)).toEqual(['later']);
    expect(value(await ask({ from: now, to: now })).page.total).toBe(0);
  });

  it('refuses, with the reason, points outside the range and before the enabling, and other accounts', async () => {
    const from = new Date('2026-11-10T04:00:00Z');
    expect(code(await ask({ from }))).toBe('DAY_OUTSIDE_RANGE');
    expect(code(await ask({ to: new Date('2026-11-26T04:00:00Z') }))).toBe('DAY_OUTSIDE_RANGE');
    expect(code(await ask({ from: new Date('2026-11-22T04:00:00Z') }))).toBe('DAY_BEFORE_ENABLING');
    const stranger = { ...world.actor, accountId: 'acc-other' };
    expect(code(await comparePoints(world.ports, stranger, { ...all, backupId }))).toBe('BACKUP_NOT_FOUND');
  });

  it('reads an item whose record was changed from a copy that holds the same', async () => {
    const { ports, actor, database } = world;
    await database.$executeRaw`UPDATE backup_records SET sealed = '\\x00' WHERE item_id = ${keyId}`;
    value(await requestVerification(ports, actor, { backupId }));
    await runVerification(ports, backupId, (_, error) => {
      throw error;
    });
    world.setNow('2026-11-24T16:00:01Z'); // the full at midnight in Hangzhou takes a fresh copy
    await world.runDue();
    value(await disableKey(ports, actor, { regionId, keyId }));
    const to = new Date('2026-11-24T16:05:01Z');
    world.setNow(to.toISOString());
    await world.runDue();
    const [item] = await walk({ from: new Date(begin), to });
    expect(item).toMatchObject({ itemId: keyId, kind: 'changed' });
    expect(item?.differences?.map(({ field }) => field)).toEqual(['state']);
  });

  it('names an item whose record was changed, and tells nothing of what it says', async () => {
    await newSecret('cracked');
    await pointAt(1);
    await world.database.$executeRaw`UPDATE backup_records SET alias = 'other' WHERE item_id = ${keyId}`;
    value(await rotateKey(world.ports, world.actor, { regionId, keyId }));
    const to = await pointAt(2);
    const [first] = await walk({ from: new Date(begin), to, itemType: 'KEY' });
    expect(first).toMatchObject({ itemId: keyId, differences: null });
  });
});
