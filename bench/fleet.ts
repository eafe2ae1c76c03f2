import pg from 'pg';
import { createKey } from '../lib/kms/create-key.ts';
import { newCrew } from '../lib/snapshots/crew.ts';
import { runScheduled, type ScheduledReport } from '../lib/snapshots/run-scheduled.ts';
import { openDurableWorld } from '../lib/testing/durable-world.ts';
import { aesKey, value, type World } from '../lib/testing/world.ts';
import type { Figure } from './figure.ts';
import { fillFleet } from './fill-fleet.ts';

/** The region whose midnight is 16:00 UTC, and one where it is an hour like any other. */
const home = 'cn-hangzhou';
const away = 'eu-central-1';

/**
 * Passes of the schedule over fleets of backup instances with a key each: at a tenth and at the base size, and the pass
 * while nothing has changed at ten times as many.
 */
export async function fleetFigures(): Promise<readonly Figure[]> {
  return [...(await measure(1000, 0)), ...(await measure(10_000, 9))];
}

/** `copies`: how often the fleet is copied, row by row, for a last pass while nothing has changed. */
async function measure(count: number, copies: number): Promise<readonly Figure[]> {
  const { world } = await openDurableWorld('bench');
  try {
    const fleet = `${count.toLocaleString('en')} backup instances`;
    const changed = count / 100;
    // The limits are those of the base size; at others the figures show how they grow.
    const limits = count === 10_000;
    const seconds = (name: string, values: readonly number[], atMost?: number): Figure => ({
      name: `${fleet}: ${name}`,
      values,
      unit: 's',
      ...(limits && atMost !== undefined && { atMost }),
    });
    const sources = await fillFleet(world, home, count);
    const others = await fillFleet(world, away, changed);
    await world.database.$executeRaw`ANALYZE`;
    const first = await pass(world);
    check(first.report, { points: count + changed });
    await world.database.$executeRaw`ANALYZE`;

    const quiet: Pass[] = [];
    for (const time of ['04:05:01', '04:10:01', '04:15:01']) {
      world.setNow(`2026-11-24T${time}Z`);
      quiet.push(await pass(world));
      check(quiet.at(-1)?.report, { quiet: count + changed, points: 0 });
    }

    await change(world, sources.instanceIds.slice(0, changed));
    world.setNow('2026-11-24T04:20:01Z');
    const some = await pass(world);
    check(some.report, { quiet: count, points: changed });

    world.setNow('2026-11-24T15:55:01Z');
    check((await pass(world)).report, { quiet: count + changed });
    await change(world, others.instanceIds);
    world.setNow('2026-11-24T16:00:01Z');
    const waiting = whenCovered(world, new Date('2026-11-24T16:00:00Z'));
    const midnight = await pass(world);
    check(midnight.report, { points: count + changed });
    const late = await waiting;

    const many: Figure[] = [];
    if (copies > 0) {
      await copyFleet(world, copies);
      world.setNow('2026-11-24T16:05:01Z');
      const all = (count + changed) * (copies + 1);
      const pass10 = await pass(world);
      check(pass10.report, { quiet: all, points: 0 });
      const name = `${all.toLocaleString('en')} backup instances: one pass while nothing has changed`;
      many.push({ name, values: [pass10.seconds], unit: 's' });
    }

    return [
      seconds(
        'one pass while nothing has changed',
        quiet.map((one) => one.seconds),
        2,
      ),
      {
        name: `${fleet}: its statements, counted at the driver`,
        values: quiet.map((one) => one.statements),
        ...(limits && { atMost: 20 }),
      },
      seconds(`one pass when ${changed} have changed`, [some.seconds], 4),
      seconds('the first fulls of all', [first.seconds]),
      seconds('the fulls of one midnight', [midnight.seconds], 60),
      seconds('the last incremental beside them is this late', [late], 300),
      ...many,
    ];
  } finally {
    await world.close();
  }
}

/** Copies what a pass looks at while nothing has changed: keys and records of the copies are missing. */
async function copyFleet({ database }: World, copies: number): Promise<void> {
  await database.$executeRaw`
    INSERT INTO kms_instances (id, account_id, region_id, name, type, key_quota, secret_quota, change_seq, data_key_id,
      created_at)
    SELECT id || '-' || n, account_id, region_id, name || '-' || n, type, key_quota, secret_quota, change_seq,
      data_key_id, created_at
    FROM kms_instances, generate_series(1, ${copies}) n`;
  await database.$executeRaw`
    INSERT INTO backup_instances (id, account_id, region_id, type, state, queryable_days, created_at,
      source_instance_id, enabled_at, data_key_id, epoch, head_ordinal, head_mac, through_seq, last_look_at, due_at,
      full_due_at)
    SELECT id || '-' || n, account_id, region_id, type, state, queryable_days, created_at,
      source_instance_id || '-' || n, enabled_at, data_key_id, epoch, head_ordinal, head_mac, through_seq, last_look_at,
      due_at, full_due_at
    FROM backup_instances, generate_series(1, ${copies}) n WHERE type = 'PURCHASED'`;
  await database.$executeRaw`
    INSERT INTO backup_points (backup_instance_id, account_id, ordinal, kind, slot_at, captured_at, through_seq,
      key_count, secret_count, added, closed, changes_hash, set_hash, mac)
    SELECT backup_instance_id || '-' || n, account_id, ordinal, kind, slot_at, captured_at, through_seq, key_count,
      secret_count, added, closed, changes_hash, set_hash, mac
    FROM backup_points, generate_series(1, ${copies}) n`;
  await database.$executeRaw`
    INSERT INTO backup_coverage (backup_instance_id, ordinal, first_slot_at, last_slot_at)
    SELECT backup_instance_id || '-' || n, ordinal, first_slot_at, last_slot_at
    FROM backup_coverage, generate_series(1, ${copies}) n`;
  await database.$executeRaw`ANALYZE`;
}

type Pass = { readonly report: ScheduledReport; readonly seconds: number; readonly statements: number };

/** One look of the schedule, as the cron and the route take it. */
async function pass(world: World): Promise<Pass> {
  const counter = countStatements();
  try {
    const started = performance.now();
    const report = await runScheduled(
      world.ports,
      ({ kind, error }) => {
        throw new Error(`It failed: ${kind}`, { cause: error });
      },
      newCrew(),
    );
    return { report, seconds: (performance.now() - started) / 1000, statements: counter.count() };
  } finally {
    counter.stop();
  }
}

/** Counts what is sent to PostgreSQL by this process, transaction control included. */
function countStatements() {
  const { query } = pg.Client.prototype;
  let count = 0;
  pg.Client.prototype.query = new Proxy(query, {
    apply(target, client, args) {
      count += 1;
      return Reflect.apply(target, client, args);
    },
  });
  return {
    count: () => count,
    stop() {
      pg.Client.prototype.query = query;
    },
  };
}

async function change({ ports, actor }: World, instanceIds: readonly string[]): Promise<void> {
  for (const instanceId of instanceIds) value(await createKey(ports, actor, { ...aesKey, instanceId }));
}

/** Seconds from now until no backup instance of the region away is due for the slot. */
async function whenCovered({ database }: World, slot: Date): Promise<number> {
  const started = performance.now();
  for (;;) {
    const left = await database.backupInstance.count({ where: { regionId: away, dueAt: { lte: slot } } });
    if (left === 0) return (performance.now() - started) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function check(
  report: ScheduledReport | undefined,
  wanted: Partial<Pick<ScheduledReport['snapshots'], 'quiet' | 'points'>>,
): void {
  for (const [name, count] of Object.entries({ ...wanted, failed: 0, lost: 0 })) {
    const found = report?.snapshots[name as keyof typeof wanted];
    if (found !== count)
      throw new Error(`${count} ${name} were wanted: ${JSON.stringify(report?.snapshots)}`);
  }
}
