// A console's process without its pages, made to be killed. Environment: CRASH_URL, CRASH_ROOT_KEY. It says when it is
// ready, waits for its orders on its input, and works until it is killed.
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { dayOf, endOfDay } from '../../kernel/calendar.ts';
import { rotateKey } from '../../kms/change-key.ts';
import { createKey } from '../../kms/create-key.ts';
import { createSecret } from '../../kms/create-secret.ts';
import { deleteKeyNow } from '../../kms/delete-key.ts';
import { putSecretValue } from '../../kms/put-secret-value.ts';
import { restoreItem } from '../../restores/restore-item.ts';
import { requestVerification } from '../../snapshots/request-verification.ts';
import { runDue } from '../../snapshots/run-due.ts';
import { runVerification } from '../../snapshots/run-verification.ts';
import { aesKey, value, worldOn } from '../world.ts';
import { say, trap } from './arm.ts';
import { type ItemState, type Orders, type Phase, phases } from './plan.ts';

const regionId = 'cn-hangzhou';
const timeZone = 'Asia/Shanghai';
const env = z.object({ CRASH_URL: z.string(), CRASH_ROOT_KEY: z.string() }).parse(process.env);
const killer = trap();

const ordersShape: z.ZodType<Orders> = z.object({
  now: z.string(),
  instanceId: z.string(),
  backupId: z.string(),
  secretKeyId: z.string(),
  killAt: z
    .object({ phase: z.enum(phases), call: z.string(), when: z.enum(['before', 'after']), nth: z.int() })
    .nullable(),
});

async function work(orders: Orders): Promise<void> {
  const { instanceId, backupId, killAt } = orders;
  let now = new Date(orders.now);
  const world = await worldOn(env.CRASH_URL, orders.now, async () => {}, env.CRASH_ROOT_KEY);
  const { actor, database } = world;
  const ports = {
    ...world.ports,
    kms: killer.watch(world.ports.kms, 'kms'),
    snapshots: killer.watch(world.ports.snapshots, 'snapshots'),
    verifications: killer.watch(world.ports.verifications, 'verifications'),
  };
  const fail = (_: string, error: unknown) => {
    throw error;
  };
  const setNow = (at: Date) => {
    now = at;
    say({ now: now.toISOString() });
    world.setNow(now.toISOString());
  };
  const any = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)];

  const liveKeys = async (): Promise<ItemState[]> => {
    const rows = await database.kmsKey.findMany({
      where: { instanceId, deletedAt: null, keyId: { not: orders.secretKeyId } },
      include: { versions: { select: { versionId: true } } },
    });
    return rows.map((row) => ({ itemType: 'KEY', itemId: row.keyId, versions: row.versions.length }));
  };
  const doing = async (state: ItemState, act: () => Promise<unknown>): Promise<void> => {
    say({ trying: state });
    await act();
    say({ done: state });
  };
  const makeKey = async (): Promise<void> => {
    say({ trying: 'new key' });
    const { keyId } = value(await createKey(ports, actor, { ...aesKey, instanceId }));
    say({ done: { itemType: 'KEY', itemId: keyId, versions: 1 } });
  };
  const rotate = async (): Promise<void> => {
    const key = any(await liveKeys());
    if (!key || key.versions > 3) return makeKey();
    await doing({ ...key, versions: key.versions + 1 }, async () =>
      value(await rotateKey(ports, actor, { regionId, keyId: key.itemId })),
    );
  };
  const remove = async (): Promise<ItemState | undefined> => {
    const key = any(await liveKeys());
    if (!key) return undefined;
    const { itemId: keyId } = key;
    await doing({ ...key, versions: 0 }, async () =>
      value(await deleteKeyNow(ports, actor, { regionId, keyId, confirmedId: keyId })),
    );
    return key;
  };
  const putSecret = async (): Promise<void> => {
    const name = 'token';
    const found = await database.kmsSecret.findFirst({
      where: { instanceId, name, deletedAt: null },
      include: { versions: { select: { versionId: true } } },
    });
    const state = {
      itemType: 'SECRET',
      itemId: name,
      versions: Math.min((found?.versions.length ?? 0) + 1, 10),
    } as const;
    const text = ports.ids.token();
    const fresh = { instanceId, name, keyId: orders.secretKeyId, value: text, description: '' };
    await doing(state, async () =>
      found
        ? value(await putSecretValue(ports, actor, { regionId, name, value: text }))
        : value(await createSecret(ports, actor, fresh)),
    );
  };
  const takeDue = async (): Promise<void> => {
    await runDue(ports, fail);
    const head = await ports.snapshots.chainHead(backupId);
    if (head) say({ point: { ordinal: head.ordinal, mac: Buffer.from(head.mac).toString('hex') } });
  };

  const acts: Record<Phase, () => Promise<void>> = {
    change: rotate,
    full: async () => {
      setNow(new Date(endOfDay(dayOf(now, timeZone), timeZone).getTime() + 1000));
      await takeDue();
    },
    incremental: async () => {
      setNow(new Date(now.getTime() + 300_000));
      await takeDue();
    },
    verification: async () => {
      await requestVerification(ports, actor, { backupId });
      await runVerification(ports, backupId, fail);
    },
    restore: async () => {
      const key = await remove();
      if (!key) return;
      const { itemId } = key;
      armFor('restore');
      await doing(key, async () =>
        value(
          await restoreItem(ports, actor, {
            backupId,
            day: dayOf(now, timeZone),
            regionId,
            instanceId,
            itemType: 'KEY',
            itemId,
            aliasChoice: { kind: 'keep' },
          }),
        ),
      );
    },
  };
  const armFor = (phase: Phase): void => {
    if (killAt?.phase === phase) killer.arm(killAt);
  };
  const perform = async (phase: Phase): Promise<void> => {
    say({ phase });
    if (phase !== 'restore') armFor(phase);
    await acts[phase]();
  };

  // Something to capture, and something that can be restored.
  for (const act of [makeKey, makeKey, rotate, putSecret]) await act();
  if (killAt) {
    if (killAt.phase === 'restore') await acts.incremental();
    if (killAt.phase === 'full' || killAt.phase === 'incremental') {
      await acts.incremental();
      for (const act of [makeKey, rotate, rotate, remove, putSecret]) await act();
    }
    await perform(killAt.phase);
    say({ missed: true });
    process.exit(0);
  }
  for (;;) {
    await perform('incremental');
    await perform(any(phases) ?? 'change');
    await putSecret();
    if (Math.random() < 0.3) await remove();
  }
}

say({ ready: true });
createInterface({ input: process.stdin }).once('line', (line) => {
  work(ordersShape.parse(JSON.parse(line))).catch((error: unknown) => {
    say({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    process.exit(1);
  });
});
