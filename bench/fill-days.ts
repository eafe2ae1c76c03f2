import pg from 'pg';
import { RowWriter } from '../lib/adapters/prisma/binary-rows.ts';
import { copyIn } from '../lib/adapters/prisma/copy-stream.ts';
import { endOfDay, slotMinutes, startOfDay } from '../lib/kernel/calendar.ts';
import { keyContent, secretContent } from '../lib/snapshots/item-content.ts';
import type { BackupRecord, ItemContent } from '../lib/snapshots/model.ts';
import { hashContent, sealRecord } from '../lib/snapshots/record-seal.ts';
import type { World } from '../lib/testing/world.ts';

export type DaysToFill = {
  readonly backupId: string;
  readonly sourceId: string;
  /** Calendar days of the region, the last first full at the first's 00:00. */
  readonly days: readonly string[];
  readonly timeZone: string;
  readonly changesPerDay: number;
};

/** One state of an item: from the point that added it to the one that closed it. */
type Span = {
  readonly item: number;
  readonly from: number;
  to: number | null;
  readonly rotatedAt: Date | null;
};
type Point = {
  readonly ordinal: number;
  readonly isFull: boolean;
  readonly at: Date;
  added: number;
  closed: number;
  keyCount: number;
  secretCount: number;
};

const slotMs = slotMinutes * 60_000;
const pointsPerDay = 100;
const chunk = 1000;

/**
 * Writes the history of a backup instance as its snapshots would have: a full every day, points with changes
 * between, interval records sealed as real ones. A tenth of the changes are deletions, a tenth new items, a fifth
 * rotations. What is live at the end is what the source holds. The chain's MACs aren't real ones.
 */
export async function fillDays(world: World, ask: DaysToFill): Promise<{ readonly records: number }> {
  const contents = await liveContents(world, ask.sourceId);
  const { spans, points } = history(
    ask,
    contents.length,
    (item) => contents[item % contents.length]?.itemType === 'KEY',
  );
  const dataKey = await dataKeyOf(world, ask.backupId);
  const contentOf = (item: number): ItemContent => {
    const content = contents[item % contents.length];
    if (!content) throw new Error('The source is empty');
    if (item < contents.length) return content;
    return content.itemType === 'KEY'
      ? { ...content, keyId: `${content.keyId}x${item}`, alias: content.alias && `${content.alias}-${item}` }
      : { ...content, name: `${content.name}-gone-${item}` };
  };
  const client = new pg.Client({ connectionString: world.url });
  await client.connect();
  try {
    for (let done = 0; done < spans.length; done += chunk) {
      const rows = spans.slice(done, done + chunk).map(({ item, from, to, rotatedAt }): BackupRecord => {
        const content = contentOf(item);
        // The newest state is the live one; those before it differ from it.
        const then = to === null ? content : { ...content, description: `as of ${from}`, rotatedAt };
        return { ...sealRecord(dataKey, ask.backupId, from, hashContent(dataKey, then)), toOrdinal: to };
      });
      await copyRecords(client, ask.backupId, rows);
    }
  } finally {
    await client.end();
  }
  await writePoints(world, ask, points);
  return { records: spans.length };
}

const columns = `backup_instance_id, item_type, item_id, from_ordinal, to_ordinal, alias, spec, state, key_id,
  version_count, item_created_at, item_rotated_at, content_hash, sealed`;

/** Closed records, too, which a snapshot never writes at once. */
async function copyRecords(client: pg.Client, backupId: string, records: readonly BackupRecord[]) {
  const writer = new RowWriter(records.reduce((sum, { sealed }) => sum + 400 + sealed.length, 0));
  for (const record of records) {
    writer.row(14);
    writer.text(backupId);
    writer.text(record.itemType);
    writer.text(record.itemId);
    writer.int4(record.fromOrdinal);
    writer.int4(record.toOrdinal);
    writer.text(record.alias);
    writer.text(record.spec);
    writer.text(record.state);
    writer.text(record.keyId);
    writer.int4(record.versionCount);
    writer.time(record.itemCreatedAt);
    writer.time(record.itemRotatedAt);
    writer.bytes(record.contentHash);
    writer.bytes(record.sealed);
  }
  await copyIn(client, `COPY backup_records (${columns}) FROM STDIN (FORMAT binary)`, [writer.finish()]);
}

/** Keys and secrets as a source's newest backup holds them: aliases as people give them. */
async function liveContents(world: World, sourceId: string): Promise<readonly ItemContent[]> {
  const { ports, actor, database } = world;
  const source = await ports.kms.findInstance(actor.accountId, sourceId);
  const wrapped = source && (await ports.kms.findDataKey(actor.accountId, source.dataKeyId));
  if (!wrapped) throw new Error(`No instance ${sourceId}`);
  const dataKey = ports.keyring.open(wrapped);
  const where = { instanceId: sourceId, deletedAt: null };
  const keys = await database.kmsKey.findMany({ where, select: { keyId: true } });
  const secrets = await database.kmsSecret.findMany({ where, select: { name: true } });
  const refs = [
    ...keys.map(({ keyId }) => ({ itemType: 'KEY', itemId: keyId }) as const),
    ...secrets.map(({ name }) => ({ itemType: 'SECRET', itemId: name }) as const),
  ];
  const contents: ItemContent[] = [];
  const createdAt = new Date(0); // before the first of the days, whichever it is
  for (let done = 0; done < refs.length; done += chunk) {
    const live = await ports.snapshots.liveItems(sourceId, refs.slice(done, done + chunk));
    for (const found of live.keys) {
      const content = keyContent(ports.crypto, dataKey, found);
      if (!content.ok) throw new Error('A key of the source is damaged');
      contents.push({ ...content.value, createdAt, alias: aliasOf(contents.length) });
    }
    for (const found of live.secrets) {
      const content = secretContent(dataKey, found);
      if (!content.ok) throw new Error('A secret of the source is damaged');
      contents.push({ ...content.value, createdAt });
    }
  }
  // Keys and secrets take turns, so that any share of the items holds as many of each.
  return contents.map((_, place) => contents[(place * 7919) % contents.length]).flatMap((one) => one ?? []);
}

const services = ['ledger', 'cards', 'search', 'mail', 'auth', 'reports', 'billing'];
const aliasOf = (number: number): string => `alias/${services[number % services.length]}/prod-${number}`;

async function dataKeyOf({ ports, actor }: World, backupId: string) {
  const backup = await ports.backups.find(actor.accountId, backupId);
  const wrapped = backup?.dataKeyId && (await ports.kms.findDataKey(actor.accountId, backup.dataKeyId));
  if (!wrapped) throw new Error(`${backupId} is not enabled`);
  return ports.keyring.open(wrapped);
}

/** Items below `live` are alive at the end; those above it stood in their place before they were deleted. */
function history(
  { days, timeZone, changesPerDay }: DaysToFill,
  live: number,
  isKey: (item: number) => boolean,
) {
  const tenth = Math.round(changesPerDay / 10);
  const replaced = Math.min(tenth * days.length, live);
  const open = new Map<number, Span>();
  const spans: Span[] = [];
  const points: Point[] = [];
  const alive: number[] = [];
  let next = 0;
  const add = (item: number, point: Point, rotatedAt: Date | null) => {
    close(item, point);
    const span: Span = { item, from: point.ordinal, to: null, rotatedAt };
    open.set(item, span);
    count(item, 1);
    spans.push(span);
    point.added += 1;
  };
  const close = (item: number, point: Point) => {
    const before = open.get(item);
    if (!before) return;
    before.to = point.ordinal;
    point.closed += 1;
    open.delete(item);
    count(item, -1);
  };
  const counts = { keyCount: 0, secretCount: 0 };
  const newPoint = (isFull: boolean, at: Date): Point => ({
    ordinal: points.length + 1,
    isFull,
    at,
    added: 0,
    closed: 0,
    ...counts,
  });
  const count = (item: number, by: number) => {
    counts[isKey(item) ? 'keyCount' : 'secretCount'] += by;
  };
  for (const [index, day] of days.entries()) {
    const from = startOfDay(day, timeZone).getTime();
    const slots = (endOfDay(day, timeZone).getTime() - from) / slotMs;
    const full = newPoint(true, new Date(from));
    points.push(full);
    if (index === 0) {
      for (let item = replaced; item < live; item++) alive.push(item);
      for (let item = 0; item < replaced; item++) alive.push(live + item);
      for (const item of alive) add(item, full, null);
    }
    Object.assign(full, counts);
    const perPoint = Math.ceil(changesPerDay / pointsPerDay);
    for (let turn = 0, left = changesPerDay; left > 0; turn++, left -= perPoint) {
      const slot = 1 + Math.floor((turn * (slots - 2)) / pointsPerDay);
      const at = new Date(from + slot * slotMs);
      const point = newPoint(false, at);
      points.push(point);
      for (let each = 0; each < Math.min(perPoint, left); each++, next++) {
        const place = (next * 104_729) % alive.length;
        const item = alive[place] ?? 0;
        const kind = next % 10;
        const gone = index * tenth + Math.floor((turn * perPoint + each) / 10);
        if (kind === 0 && gone < replaced) close(live + gone, point);
        else if (kind === 1 && gone < replaced) {
          alive[alive.indexOf(live + gone)] = gone;
          add(gone, point, null);
        } else if (open.has(item)) add(item, point, kind < 4 ? at : null);
      }
    }
  }
  return { spans, points };
}

async function writePoints(
  { database, actor }: World,
  { backupId }: DaysToFill,
  points: readonly Point[],
): Promise<void> {
  const bytes = new Uint8Array(32);
  const data = points.map((point) => {
    return {
      backupInstanceId: backupId,
      accountId: actor.accountId,
      ordinal: point.ordinal,
      kind: point.isFull ? ('FULL' as const) : ('INCREMENTAL' as const),
      slotAt: point.at,
      capturedAt: new Date(point.at.getTime() + 2000),
      throughSeq: BigInt(point.ordinal),
      keyCount: point.keyCount,
      secretCount: point.secretCount,
      added: point.added,
      closed: point.closed,
      changesHash: bytes,
      setHash: point.isFull ? bytes : null,
      mac: bytes,
    };
  });
  const coverage = points.map((point, index) => ({
    backupInstanceId: backupId,
    ordinal: point.ordinal,
    firstSlotAt: point.at,
    lastSlotAt: new Date((points[index + 1]?.at.getTime() ?? point.at.getTime() + slotMs) - slotMs),
  }));
  for (let done = 0; done < data.length; done += chunk) {
    await database.backupPoint.createMany({ data: data.slice(done, done + chunk) });
    await database.backupCoverage.createMany({ data: coverage.slice(done, done + chunk) });
  }
}
