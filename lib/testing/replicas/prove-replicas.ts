import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type SettableClock, testClock } from '../../adapters/clock/test-clock.ts';
import { enableBackup } from '../../backups/enable-backup.ts';
import { dayOf, slotMinutes } from '../../kernel/calendar.ts';
import { timeZoneIn } from '../../kernel/regions.ts';
import { rotateKey } from '../../kms/change-key.ts';
import { createKey } from '../../kms/create-key.ts';
import { deleteKeyNow } from '../../kms/delete-key.ts';
import { firstBrokenPoint } from '../../snapshots/chain.ts';
import { gapsIn } from '../../snapshots/gaps.ts';
import { aesKey, value, type World, worldOn } from '../world.ts';
import { randomFrom } from './random.ts';
import { Replica } from './replica-process.ts';

const slotMs = slotMinutes * 60_000;
const slotsADay = 288;
/** Midnights at five hours of the day, one of them on a day of 23 hours. */
const regionIds = ['cn-hangzhou', 'us-east-1', 'eu-central-1', 'me-east-1', 'ap-northeast-1'];
const start = Date.parse('2026-03-28T09:00:00Z');

export type ReplicaProof = {
  readonly slots: number;
  readonly points: number;
  /** How often a process was frozen past its lease, and how often one found its slot taken when it woke. */
  readonly freezes: number;
  readonly lost: number;
};

type Fleet = {
  readonly instanceId: string;
  readonly backupId: string;
  readonly regionId: string;
  keys: string[];
};

/**
 * Three server processes on one migrated, empty database: every simulated five minutes each of them is told to take
 * what is due, while keys change, and now and then one of them is frozen past its lease in the middle. Throws unless
 * every slot is covered exactly once, each day has its one full, and every chain holds.
 */
export async function proveReplicas(
  url: string,
  {
    days,
    seed,
    note,
  }: { readonly days: number; readonly seed: number; readonly note: (line: string) => void },
): Promise<ReplicaProof> {
  const rootKey = randomBytes(32).toString('base64');
  const world = await worldOn(url, new Date(start).toISOString(), async () => undefined, rootKey);
  const clock = testClock(world.database);
  await clock.set(new Date(start));
  const replicas: Replica[] = [];
  try {
    for (let index = 0; index < 3; index++) replicas.push(await Replica.start(url, rootKey));
    return await drive(world, clock, replicas, { days, random: randomFrom(seed), note });
  } finally {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await world.close();
  }
}

async function drive(
  world: World,
  clock: SettableClock,
  replicas: readonly Replica[],
  how: { readonly days: number; readonly random: () => number; readonly note: (line: string) => void },
): Promise<ReplicaProof> {
  const { random } = how;
  const pick = <T>(from: readonly T[]): T => {
    const one = from[Math.floor(random() * from.length)];
    if (one === undefined) throw new Error('There is nothing to pick');
    return one;
  };
  const fleets = await enableAll(world, clock);
  let freezes = 0;
  let lost = 0;
  const look = async (of: readonly Replica[]) => {
    for (const answer of await Promise.all(of.map((replica) => replica.look()))) {
      if (answer.failures.length > 0) throw new Error(answer.failures.join('\n'));
      lost += answer.lost;
    }
  };

  const slots = Math.round(how.days * slotsADay);
  for (let slot = 0; slot < slots; slot++) {
    const now = start + slot * slotMs + 1000 + Math.floor(random() * 30_000);
    await clock.set(new Date(now));
    const freezing = random() < 1 / 30;
    if (random() < 0.3) await change(world, clock, pick(fleets), random);
    if (freezing) {
      for (const fleet of fleets) await change(world, clock, fleet, random);
      const frozen = pick(replicas);
      const others = replicas.filter((replica) => replica !== frozen);
      const interrupted = look([frozen]);
      interrupted.catch(() => undefined); // awaited below; until then it must not count as unhandled
      await pause(random() * 30);
      frozen.freeze();
      try {
        await look(others);
        await clock.set(new Date(now + 70_000));
        await look(others);
      } finally {
        frozen.thaw();
      }
      await interrupted;
      freezes += 1;
      // Whoever came upon what the frozen one had begun to write gave up; their lease ends too.
      await clock.set(new Date(now + 140_000));
    }
    await look(replicas);
    if ((slot + 1) % slotsADay === 0 || slot + 1 === slots) {
      for (const fleet of fleets) await check(world, fleet, new Date(start + (slot + 1) * slotMs));
      how.note(
        `day ${((slot + 1) / slotsADay).toFixed(1)}: ${freezes} freezes, ${lost} woke to a slot that was taken`,
      );
    }
  }
  return { slots, points: await world.database.backupPoint.count(), freezes, lost };
}

async function enableAll(world: World, clock: SettableClock): Promise<readonly Fleet[]> {
  const ports = { ...world.ports, clock };
  const fleets: Fleet[] = [];
  for (const regionId of regionIds) {
    const instanceId = await world.instance(`payments-${regionId}`, { regionId });
    const backupId = await world.defaultBackup(regionId);
    const input = { backupId, sourceInstanceId: instanceId, alias: 'nightly' };
    value(await enableBackup(ports, world.actor, input));
    fleets.push({ instanceId, backupId, regionId, keys: [] });
  }
  return fleets;
}

/** Makes a key, rotates one or destroys one. */
async function change(world: World, clock: SettableClock, fleet: Fleet, random: () => number): Promise<void> {
  const ports = { ...world.ports, clock };
  const { instanceId, regionId } = fleet;
  const [keyId] = fleet.keys;
  if (keyId === undefined || random() < 0.4) {
    fleet.keys.push(value(await createKey(ports, world.actor, { ...aesKey, instanceId })).keyId);
  } else if (fleet.keys.length < 20 && random() < 0.5) {
    value(await rotateKey(ports, world.actor, { regionId, keyId }));
  } else {
    value(await deleteKeyNow(ports, world.actor, { regionId, keyId, confirmedId: keyId }));
    fleet.keys = fleet.keys.slice(1);
  }
}

/** Throws unless the slots until then are each covered once, the days begin with their full, and the chain holds. */
async function check({ ports, database, actor }: World, fleet: Fleet, end: Date): Promise<void> {
  const { backupId, regionId } = fleet;
  const fail = (what: string): never => {
    throw new Error(`${regionId} until ${end.toISOString()}: ${what}`);
  };
  const spans = await ports.snapshots.coverage(backupId, new Date(start), end);
  const span = { from: new Date(start), to: end };
  const gaps = gapsIn(spans, span, new Date(start), end);
  if (gaps.length > 0) fail(`not covered: ${JSON.stringify(gaps)}`);
  let last = start - slotMs;
  for (const { firstSlotAt, lastSlotAt } of spans) {
    if (firstSlotAt.getTime() <= last) fail(`covered twice: ${firstSlotAt.toISOString()}`);
    last = lastSlotAt.getTime();
  }
  const timeZone = timeZoneIn(ports.regions, regionId);
  const days = new Map<string, number>();
  for (const { ordinal, firstSlotAt } of spans) {
    const day = dayOf(firstSlotAt, timeZone);
    if (!days.has(day)) days.set(day, ordinal);
  }
  const points = await ports.snapshots.points(backupId, 1, 1_000_000);
  const fulls = points.filter((point) => point.kind === 'FULL').map((point) => point.ordinal);
  if (fulls.join() !== [...days.values()].join())
    fail(`fulls ${fulls}, days begin with ${[...days.values()]}`);

  const backup = await ports.backups.find(actor.accountId, backupId);
  const wrapped = backup?.dataKeyId && (await ports.kms.findDataKey(actor.accountId, backup.dataKeyId));
  if (!wrapped) return fail('no data key');
  const broken = firstBrokenPoint(ports.keyring.open(wrapped), backupId, null, points);
  if (broken !== null) fail(`the chain breaks at point ${broken}`);
  if (points.length !== points.at(-1)?.ordinal) fail('a point is missing');
  const open = await database.backupRecord.findMany({
    where: { backupInstanceId: backupId, toOrdinal: null },
  });
  if (
    open
      .map((row) => row.itemId)
      .sort()
      .join() !== fleet.keys.toSorted().join()
  ) {
    fail('the newest point does not hold what is live');
  }
}
