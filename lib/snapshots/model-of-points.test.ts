import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayOf } from '../kernel/calendar.ts';
import type { Result } from '../kernel/result.ts';
import {
  cancelKeyDeletion,
  disableKey,
  enableKey,
  rotateKey,
  scheduleKeyDeletion,
} from '../kms/change-key.ts';
import { createKey } from '../kms/create-key.ts';
import { createSecret } from '../kms/create-secret.ts';
import { deleteKeyNow } from '../kms/delete-key.ts';
import { cancelSecretDeletion, deleteSecretNow, scheduleSecretDeletion } from '../kms/delete-secret.ts';
import { editKey } from '../kms/edit-key.ts';
import { editSecret } from '../kms/edit-secret.ts';
import type { Tags } from '../kms/model.ts';
import { putSecretValue } from '../kms/put-secret-value.ts';
import { restoreItem } from '../restores/restore-item.ts';
import { type Item, openPoints, type State } from '../testing/open-points.ts';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';

/** KMS_MODEL_RUNS: more than the few of `npm test`. */
const runs = Number(process.env.KMS_MODEL_RUNS ?? 12);
const regionId = 'cn-hangzhou';
const timeZone = 'Asia/Shanghai';
const minute = 60_000;

const text = fc.constantFrom('', 'a', 'ledger', '中文', 'x'.repeat(300));
const tags = fc.constantFrom<Tags>({}, { team: 'core' }, { b: '2', a: '1' });
const which = fc.nat({ max: 50 });
const step = fc.oneof(
  fc.record({ do: fc.constant('createKey' as const) }),
  fc.record({ do: fc.constantFrom('rotate', 'disable', 'enable', 'leaveKey', 'keepKey', 'dropKey'), which }),
  fc.record({ do: fc.constant('editKey' as const), which, description: text, tags, alias: fc.boolean() }),
  fc.record({ do: fc.constant('createSecret' as const), which }),
  fc.record({ do: fc.constantFrom('put', 'leaveSecret', 'keepSecret', 'dropSecret', 'restore'), which }),
  fc.record({ do: fc.constant('editSecret' as const), which, description: text, tags }),
  fc.record({
    do: fc.constantFrom('incremental' as const, 'incremental' as const, 'midnight' as const, 'late' as const),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

it('every point holds the source as it stood when it was taken, whatever was done before and after', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 25 }), async (steps) => {
      const world = await openWorld();
      try {
        await hold(world, steps);
      } finally {
        await world.close();
      }
    }),
    { numRuns: runs },
  );
}, 600_000);

async function hold(world: World, steps: readonly Step[]): Promise<void> {
  const { ports, actor } = world;
  let now = await ports.clock.now();
  const goTo = (at: Date) => {
    now = at;
    world.setNow(now.toISOString());
  };
  const instanceId = await world.instance('payments');
  const live = new Map<string, Item>();
  const gone: string[] = [];
  const points = new Map<number, State>();
  const backupId = await world.enable(instanceId);
  let made = 0;

  const pick = (type: 'KEY' | 'SECRET', place: number): string | undefined => {
    const ids = [...live.keys()].filter((key) => key.startsWith(`${type} `));
    return ids[place % Math.max(ids.length, 1)]?.slice(type.length + 1);
  };
  const change = (key: string, to: Partial<Item>) => {
    const item = live.get(key);
    if (item) live.set(key, { ...item, ...to });
  };
  const drop = (key: string) => {
    live.delete(key);
    gone.push(key);
  };
  /** Takes what is due, and keeps the model as it stands for every point that was made. */
  const snapshot = async () => {
    await world.runDue();
    const newest = (await ports.snapshots.chainHead(backupId))?.ordinal ?? 0;
    if (!points.has(newest)) points.set(newest, new Map(live));
    else expect(points.get(newest)).toEqual(live); // nothing had changed, or there would be another point
  };

  const keyStep = async (name: string, keyId: string) => {
    const ref = { regionId, keyId };
    const key = `KEY ${keyId}`;
    const done = async (result: Promise<Result<unknown, unknown>>) => (await result).ok;
    const held = live.get(key)?.held ?? [];
    if (name === 'rotate' && (await done(rotateKey(ports, actor, ref))))
      change(key, { held: [...held, 'version'] });
    if (name === 'disable' && (await done(disableKey(ports, actor, ref)))) change(key, { state: 'Disabled' });
    if (name === 'enable' && (await done(enableKey(ports, actor, ref)))) change(key, { state: 'Enabled' });
    if (name === 'leaveKey' && (await done(scheduleKeyDeletion(ports, actor, { ...ref, days: 30 })))) {
      change(key, { state: 'PendingDeletion' });
    }
    if (name === 'keepKey' && (await done(cancelKeyDeletion(ports, actor, ref)))) {
      const found = await ports.kms.findKey(actor.accountId, regionId, keyId);
      change(key, { state: found?.key.state ?? 'no key' });
    }
    // A secret's values are read with the keys of the points: one that no point has whole would be lost with its key.
    const isKept = [...points.values()].at(-1)?.get(key)?.held.length === live.get(key)?.held.length;
    const isNeeded = !isKept && [...live.keys()].some((other) => other.startsWith('SECRET '));
    if (
      name === 'dropKey' &&
      !isNeeded &&
      (await done(deleteKeyNow(ports, actor, { ...ref, confirmedId: keyId })))
    )
      drop(key);
  };
  const secretStep = async (name: string, secret: string) => {
    const ref = { regionId, name: secret };
    const key = `SECRET ${secret}`;
    const done = async (result: Promise<Result<unknown, unknown>>) => (await result).ok;
    const held = live.get(key)?.held ?? [];
    const next = `value ${now.toISOString()}`;
    if (name === 'put' && (await done(putSecretValue(ports, actor, { ...ref, value: next })))) {
      change(key, { held: [...held, next].slice(-10) });
    }
    if (name === 'leaveSecret' && (await done(scheduleSecretDeletion(ports, actor, { ...ref, days: 30 })))) {
      change(key, { state: 'RecoveryWindow' });
    }
    if (name === 'keepSecret' && (await done(cancelSecretDeletion(ports, actor, ref))))
      change(key, { state: 'Live' });
    if (
      name === 'dropSecret' &&
      (await done(deleteSecretNow(ports, actor, { ...ref, confirmedName: secret })))
    ) {
      drop(key);
    }
  };
  /** Brings a deleted item back as it last was on the newest day. */
  const restore = async (place: number) => {
    const key = gone[place % Math.max(gone.length, 1)];
    if (key === undefined || live.has(key)) return;
    const [itemType = '', itemId = ''] = key.split(' ');
    const back = { backupId, day: dayOf(now, timeZone), itemId, regionId, instanceId };
    const result =
      itemType === 'KEY'
        ? await restoreItem(ports, actor, { ...back, itemType, aliasChoice: { kind: 'none' } })
        : await restoreItem(ports, actor, { ...back, itemType: 'SECRET' });
    if (!result.ok) return;
    const last = [...points.values()].findLast((state) => state.has(key))?.get(key);
    if (!last) throw new Error(`${key} came back from nowhere`);
    const found =
      itemType === 'KEY'
        ? (await ports.kms.findKey(actor.accountId, regionId, itemId))?.key.state
        : (await ports.kms.findSecret(actor.accountId, regionId, itemId))?.secret.deletionAt;
    const state = itemType === 'KEY' ? String(found) : found === null ? 'Live' : 'RecoveryWindow';
    live.set(key, { ...last, alias: null, state });
  };

  for (const one of steps) {
    goTo(new Date(now.getTime() + 1000));
    switch (one.do) {
      case 'createKey': {
        const alias = made % 2 === 0 ? `alias/key-${made}` : null;
        made += 1;
        const { keyId } = value(await createKey(ports, actor, { ...aesKey, instanceId, alias }));
        live.set(`KEY ${keyId}`, { description: '', tags: {}, state: 'Enabled', alias, held: ['version'] });
        break;
      }
      case 'createSecret': {
        const keyId = pick('KEY', one.which);
        if (keyId === undefined) break;
        const name = `app/secret-${made}`;
        made += 1;
        const input = { instanceId, name, keyId, description: 'new', value: name };
        if (!(await createSecret(ports, actor, input)).ok) break; // its key is disabled
        live.set(`SECRET ${name}`, {
          description: 'new',
          tags: {},
          state: 'Live',
          alias: null,
          held: [name],
        });
        break;
      }
      case 'editKey': {
        const keyId = pick('KEY', one.which);
        const was = live.get(`KEY ${keyId}`);
        if (keyId === undefined || !was) break;
        const alias = one.alias ? `alias/${keyId}` : null;
        const wanted = { description: one.description, tags: one.tags, alias };
        if ((await editKey(ports, actor, { regionId, keyId, ...wanted, was })).ok)
          change(`KEY ${keyId}`, wanted);
        break;
      }
      case 'editSecret': {
        const name = pick('SECRET', one.which);
        const was = live.get(`SECRET ${name}`);
        const found = name && (await ports.kms.findSecret(actor.accountId, regionId, name));
        if (!name || !was || !found) break;
        const wanted = { description: one.description, tags: one.tags };
        const { keyId } = found.secret;
        const input = { regionId, name, ...wanted, keyId, was: { ...was, keyId } };
        if ((await editSecret(ports, actor, input)).ok) change(`SECRET ${name}`, wanted);
        break;
      }
      case 'incremental':
        goTo(new Date(now.getTime() + 5 * minute));
        await snapshot();
        break;
      case 'midnight':
        goTo(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1, 16, 0, 1)));
        await snapshot();
        break;
      case 'late':
        goTo(new Date(now.getTime() + 55 * 60 * minute));
        await snapshot();
        break;
      case 'restore':
        await restore(one.which);
        break;
      default: {
        if (!('which' in one)) break;
        const keyId = pick('KEY', one.which);
        const name = pick('SECRET', one.which);
        if (keyId !== undefined) await keyStep(one.do, keyId);
        if (name !== undefined) await secretStep(one.do, name);
      }
    }
  }
  goTo(new Date(now.getTime() + 5 * minute));
  await snapshot();

  const held = await openPoints(world, backupId, [...points.keys()]);
  for (const [ordinal, state] of points) {
    expect(held.get(ordinal), `point ${ordinal}`).toEqual(state);
  }
}
