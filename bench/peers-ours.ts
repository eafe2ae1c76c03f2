// Run by our-steps.ts in a process of its own, on a filled database that nobody else uses. Environment: BENCH_URL,
// BENCH_ROOT_KEY, BENCH_SOURCE (the KMS instance), BENCH_CHANGES (how many secrets change), BENCH_ROUNDS (how often their descriptions do). Prints `OurSteps`.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { dayOf } from '../lib/kernel/calendar.ts';
import { deleteSecretNow } from '../lib/kms/delete-secret.ts';
import { editSecret } from '../lib/kms/edit-secret.ts';
import { putSecretValue } from '../lib/kms/put-secret-value.ts';
import { restoreItem } from '../lib/restores/restore-item.ts';
import { openRecord } from '../lib/snapshots/record-seal.ts';
import { requestVerification } from '../lib/snapshots/request-verification.ts';
import { runVerification } from '../lib/snapshots/run-verification.ts';
import { durableNow } from '../lib/testing/durable-world.ts';
import { value, worldOn } from '../lib/testing/world.ts';
import type { OurSteps } from './our-steps.ts';
import { withPeakMemory } from './peak-memory.ts';

const url = process.env.BENCH_URL ?? '';
const source = process.env.BENCH_SOURCE ?? '';
const changes = Number(process.env.BENCH_CHANGES);
const rounds = Number(process.env.BENCH_ROUNDS);
const regionId = 'cn-hangzhou';
const minute = 60_000;

const world = await worldOn(url, durableNow, async () => undefined, process.env.BENCH_ROOT_KEY);
const { ports, actor, database } = world;
const sizes = new pg.Client({ connectionString: url });
await sizes.connect();

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Runs what is due at a moment; it must be taken whole. */
async function runDue(at: Date): Promise<number> {
  world.setNow(at.toISOString());
  return seconds(() => world.runDue());
}

/** Bytes of everything that a point adds to, indexes included. */
async function stored(): Promise<number> {
  const tables = ['backup_records', 'backup_points', 'backup_manifests', 'backup_coverage'];
  const { rows } = await sizes.query<{ bytes: string }>(
    'SELECT sum(pg_total_relation_size(name::regclass)) AS bytes FROM unnest($1::text[]) AS t(name)',
    [tables],
  );
  return Number(rows[0]?.bytes);
}

const names = Array.from({ length: changes }, (_, index) => `bench/secret-${index * 7}`);
const newDescriptions = async (round: number) => {
  const rows = await database.kmsSecret.findMany({ where: { name: { in: names } } });
  for (const { name, keyId, description } of rows) {
    const was = { description, tags: {}, keyId };
    value(await editSecret(ports, actor, { regionId, name, ...was, description: `changed ${round}`, was }));
  }
};
const newValues = async () => {
  for (const name of names) {
    value(await putSecretValue(ports, actor, { regionId, name, value: randomBytes(450).toString('base64') }));
  }
};

const backupId = await world.enable(source);
let now = new Date(durableNow);
const later = () => {
  now = new Date(now.getTime() + 5 * minute);
  return now;
};

const { value: firstFull, peakBytes } = await withPeakMemory(() => runDue(now));
const quiet = [await runDue(later()), await runDue(later()), await runDue(later())];

type Sized = { readonly seconds: number; readonly bytes: number };
const sized = async (change: () => Promise<void>): Promise<Sized> => {
  await change();
  const before = await stored();
  const took = await runDue(later());
  return { seconds: took, bytes: (await stored()) - before };
};
// The first point makes the room that closed records need once; the server's own vacuum gives it to the next ones.
const described: Sized[] = [];
for (let round = 0; round < rounds; round++) {
  described.push(await sized(() => newDescriptions(round)));
  await sizes.query('VACUUM backup_records');
}
const changed = await sized(newValues);

const midnights = ['2026-11-24T16:00:01Z', '2026-11-25T16:00:01Z', '2026-11-26T16:00:01Z'];
const sameFull: number[] = [];
for (const at of midnights.slice(0, Math.max(rounds, 1))) sameFull.push(await runDue(new Date(at)));
const point = await database.backupPoint.findFirstOrThrow({ orderBy: { ordinal: 'desc' } });
if (point.kind !== 'FULL' || point.added !== 0) throw new Error('The last full was not one without changes.');

const backup = await database.backupInstance.findUniqueOrThrow({ where: { id: backupId } });
const wrapped = await ports.kms.findDataKey(actor.accountId, backup.dataKeyId ?? '');
if (!wrapped) throw new Error('The backup instance has no data key.');
const dataKey = ports.keyring.open(wrapped);

let opened = 0;
const readAll = await seconds(async () => {
  for await (const records of ports.verifications.recordsAt(backupId, point.ordinal)) {
    for (const record of records) if (openRecord(dataKey, backupId, record)) opened += 1;
  }
});
if (opened !== point.keyCount + point.secretCount) throw new Error(`Only ${opened} records open.`);

const readOne: number[] = [];
for (const name of names.slice(0, 5)) {
  const item = { itemType: 'SECRET', itemId: name } as const;
  readOne.push(
    await seconds(async () => {
      const record = await ports.snapshots.findRecord(backupId, item, point.ordinal, point.ordinal);
      if (!record || !openRecord(dataKey, backupId, record)) throw new Error(`${name} does not open.`);
    }),
  );
}

value(await requestVerification(ports, actor, { backupId }));
const verify = await seconds(() =>
  runVerification(ports, backupId, (_, error) => {
    throw error;
  }),
);
const verified = await ports.backups.findListed(actor.accountId, backupId);
if (verified?.verification?.result?.damaged !== 0) throw new Error('The verification found damage.');

const [name = ''] = names;
value(await deleteSecretNow(ports, actor, { regionId, name, confirmedName: name }));
const restoreOne = await seconds(async () => {
  const back = {
    backupId,
    day: dayOf(await ports.clock.now(), 'Asia/Shanghai'),
    itemType: 'SECRET',
    itemId: name,
  } as const;
  value(await restoreItem(ports, actor, { ...back, regionId, instanceId: source }));
});

const steps: OurSteps = {
  firstFull,
  peakBytes,
  quiet,
  described,
  changed,
  sameFull,
  readAll,
  readOne,
  verify,
  restoreOne,
};
console.log(JSON.stringify(steps));
await sizes.end();
await world.close();
