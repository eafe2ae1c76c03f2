import type { Actor } from '../access/model.ts';
import { queryableRange } from '../backups/queryable-range.ts';
import { addDays, type Day, dayOf, endOfDay, startOfDay } from '../kernel/calendar.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import { timeZoneIn } from '../kernel/regions.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { SortOrder } from '../kernel/sort.ts';
import { type DataKey, sameBytes } from '../ports/keyring.ts';
import { type BackupDay, openDay } from './backup-day.ts';
import { nextMonth } from './calendar-days.ts';
import { refKey } from './capture-changes.ts';
import { compareItems } from './compare-items.ts';
import { coveredSlots, gapsOfDay, lastCovered, linePoints } from './day-points.ts';
import type { SnapshotError } from './errors.ts';
import { keyContent, secretContent } from './item-content.ts';
import { lastLookOf } from './last-look.ts';
import {
  type BackupDetails,
  type BackupPoint,
  type DayChanges,
  type DayView,
  type ItemContent,
  type ItemType,
  type TabName,
  type TabSort,
  type TimeLine,
  usualTabSort,
} from './model.ts';
import type { SnapshotPorts, TabRow } from './ports.ts';
import { type ReadableRow, readableRow } from './readable-row.ts';
import { hashContent } from './record-seal.ts';
import { restorableUntil } from './restorable-until.ts';
import type { TabItem } from './tab-item.ts';

export async function viewBackup(
  ports: SnapshotPorts,
  actor: Actor,
  backupId: string,
): Promise<Result<BackupDetails, SnapshotError>> {
  const backup = await ports.backups.findListed(actor.accountId, backupId);
  if (!backup) return err({ code: 'BACKUP_NOT_FOUND', backupId });
  const timeZone = timeZoneIn(ports.regions, backup.regionId);
  const range = queryableRange(backup.queryableDays, await ports.clock.now(), timeZone);
  const enabledOn = backup.enabledAt && dayOf(backup.enabledAt, timeZone);
  const days = await ports.snapshots.daysWithFull(
    backup.id,
    startOfDay(range.first, timeZone),
    endOfDay(range.last, timeZone),
    timeZone,
  );
  const daysWithData = days.filter((day) => enabledOn === null || day >= enabledOn);
  return ok({ backup, timeZone, range, enabledOn, daysWithData });
}

/** How much changed on each day of a month ("YYYY-MM") that can be looked into. */
export async function viewMonth(
  ports: SnapshotPorts,
  { backup, timeZone, range }: BackupDetails,
  month: string,
): Promise<readonly DayChanges[]> {
  const [first, last] = [`${month}-01`, addDays(nextMonth(month), -1)];
  const [, from] = [first, range.first].sort();
  const [to] = [last, range.last].sort();
  if (from === undefined || to === undefined || from > to) return [];
  return ports.snapshots.dayChanges(backup.id, startOfDay(from, timeZone), endOfDay(to, timeZone), timeZone);
}

/** A day of View Data: as of a slot of it, or of its last point. */
export type AskedDay = { readonly backupId: string; readonly day: Day; readonly at?: Date | null };

export async function viewDay(
  ports: SnapshotPorts,
  actor: Actor,
  input: AskedDay,
): Promise<Result<DayView, SnapshotError>> {
  const opened = await openDay(ports, actor, input.backupId, input.day, input.at);
  return opened.ok ? ok(await dayView(ports, opened.value)) : opened;
}

async function dayView(ports: SnapshotPorts, day: BackupDay): Promise<DayView> {
  const { full, last } = day;
  const later = await ports.snapshots.laterCounts(day.backup.id, span(day));
  return {
    day: day.day,
    full,
    shown: last,
    shownSlotAt: day.lastSlotAt,
    counts: {
      KEY: { full: full.keyCount, ...later.KEY },
      SECRET: { full: full.secretCount, ...later.SECRET },
    },
  };
}

/** The points of a day, and what none of them answers for. */
export async function viewTimeLine(
  ports: SnapshotPorts,
  actor: Actor,
  input: Omit<AskedDay, 'at'>,
): Promise<Result<TimeLine, SnapshotError>> {
  const opened = await openDay(ports, actor, input.backupId, input.day);
  return opened.ok ? ok(await timeLine(ports, opened.value)) : opened;
}

/** Of the whole day, whichever of its points was chosen. */
async function timeLine(ports: SnapshotPorts, day: BackupDay): Promise<TimeLine> {
  const { backup, full, from, to, coverage } = day;
  const end = lastCovered(coverage) ?? { ordinal: full.ordinal, slotAt: full.slotAt };
  const [changes, listed, now] = await Promise.all([
    ports.snapshots.pointChanges(backup.id, full.ordinal, end.ordinal),
    ports.backups.findListed(backup.accountId, backup.id),
    ports.clock.now(),
  ]);
  const points = linePoints(changes, coverage);
  const stopped = listed?.sourceReleased ? (listed.latestBackupAt ?? now) : now;
  const until = Math.min(now.getTime(), stopped.getTime(), backup.expiresAt?.getTime() ?? Number.MAX_VALUE);
  return {
    from,
    to,
    points,
    covered: coverage,
    firstSlotAt: coverage[0]?.firstSlotAt ?? full.slotAt,
    lastSlotAt: end.slotAt,
    gaps: gapsOfDay(coverage, { from, to }, backup.enabledAt ?? from, new Date(until)),
    slots: coveredSlots(coverage),
    // The full at 24:00 is the next day's; of this day it is the last incremental.
    fulls: points.filter((point) => point.kind === 'FULL' && point.slotAt < to).length,
  };
}

/** A page of one of the six tabs. */
export type AskedTab = {
  readonly itemType: ItemType;
  readonly tab: TabName;
  readonly sort?: SortOrder<TabSort>;
  readonly page: PageRequest;
};

export async function viewTab(
  ports: SnapshotPorts,
  actor: Actor,
  input: AskedDay & AskedTab,
): Promise<Result<Page<TabItem>, SnapshotError>> {
  const opened = await openDay(ports, actor, input.backupId, input.day, input.at);
  return opened.ok ? ok(await tabPage(ports, opened.value, input)) : opened;
}

async function tabPage(ports: SnapshotPorts, day: BackupDay, asked: AskedTab): Promise<Page<TabItem>> {
  const { itemType, tab, sort = usualTabSort } = asked;
  const inFull = itemType === 'KEY' ? day.full.keyCount : day.full.secretCount;
  const page = await ports.snapshots.tabPage(
    day.backup.id,
    { ...span(day), itemType, tab, sort },
    asked.page,
    inFull,
  );
  const [live, readable] = await Promise.all([
    againstLive(ports, day, page.items),
    Promise.all(page.items.map((row) => readableRow(ports, day, row))),
  ]);
  const timeZone = timeZoneIn(ports.regions, day.backup.regionId);
  return { ...page, items: readable.map((read) => tabItem(day, read, live, timeZone)) };
}

/** All that View Data's page shows of a day. */
export async function viewData(
  ports: SnapshotPorts,
  actor: Actor,
  input: AskedDay & AskedTab,
): Promise<
  Result<{ readonly view: DayView; readonly line: TimeLine; readonly items: Page<TabItem> }, SnapshotError>
> {
  const opened = await openDay(ports, actor, input.backupId, input.day, input.at);
  if (!opened.ok) return opened;
  const [view, line, items] = await Promise.all([
    dayView(ports, opened.value),
    timeLine(ports, opened.value),
    tabPage(ports, opened.value, input),
  ]);
  return ok({ view, line, items });
}

function span({ full, last, from, to }: BackupDay) {
  return {
    fullOrdinal: full.ordinal,
    lastOrdinal: last.ordinal,
    from: full.ordinal === 1 ? after(full) : from,
    to,
  };
}

/** On the day of enabling, what the first full found is in Fully alone (R13), so what was rotated before it isn't counted. */
const after = ({ capturedAt }: BackupPoint): Date => new Date(capturedAt.getTime() + 1);

function tabItem(
  day: BackupDay,
  { row, content }: ReadableRow<TabRow>,
  live: LiveItems,
  timeZone: string,
): TabItem {
  const key = refKey(row);
  const now = live.items.get(key);
  const standing = now === undefined ? 'deleted' : sameBytes(now.hash, row.contentHash) ? 'same' : 'changed';
  const gone = row.toOrdinal !== null && row.toOrdinal <= day.last.ordinal;
  return {
    itemType: row.itemType,
    itemId: row.itemId,
    alias: row.alias,
    spec: row.spec,
    state: row.state,
    keyId: row.keyId,
    versionCount: row.versionCount,
    createdAt: row.itemCreatedAt,
    rotatedAt: row.itemRotatedAt,
    backedUpAt: row.capturedAt,
    changedSinceFull: row.fromOrdinal > day.full.ordinal,
    deletedBy: gone ? row.closedSlotAt : null,
    restorableUntil: restorableUntil(day.backup, row.lastSlotAt ?? live.lastLookAt, timeZone),
    liveDeletedAt: now === undefined ? (live.deletedAt.get(key) ?? null) : null,
    againstLive: content ? standing : null,
    differences: standing === 'changed' && content && now?.content ? compareItems(content, now.content) : [],
  };
}

type LiveItem = { readonly hash: Uint8Array; readonly content?: ItemContent };

/** What is live of the rows of one page. */
type LiveItems = {
  /** By `refKey`: the hash under the backup's data key; without content if the item is damaged. */
  readonly items: ReadonlyMap<string, LiveItem>;
  readonly deletedAt: ReadonlyMap<string, Date>;
  /** When the source was last looked at, if it is never looked at again: it was released. */
  readonly lastLookAt: Date | null;
};

async function againstLive(
  ports: SnapshotPorts,
  { backup, dataKey, last }: BackupDay,
  rows: readonly TabRow[],
): Promise<LiveItems> {
  const items = new Map<string, LiveItem>();
  // A damaged live item differs from every backup of it.
  const liveItem = (content: Result<ItemContent, unknown>): LiveItem =>
    content.ok
      ? { hash: hashContent(dataKey, content.value).contentHash, content: content.value }
      : { hash: new Uint8Array() };
  const source =
    backup.sourceInstanceId && (await ports.kms.findInstance(backup.accountId, backup.sourceInstanceId));
  if (!source || source.releasedAt) {
    return { items, deletedAt: new Map(), lastLookAt: (await lastLookOf(ports, backup)) ?? last.capturedAt };
  }
  const wrapped = rows.length > 0 && (await ports.kms.findDataKey(backup.accountId, source.dataKeyId));
  if (!wrapped) return { items, deletedAt: new Map(), lastLookAt: null };
  const sourceKey: DataKey = ports.keyring.open(wrapped);
  const live = await ports.snapshots.liveItems(source.id, rows);
  for (const found of live.keys) {
    const ref = { itemType: 'KEY', itemId: found.key.keyId } as const;
    items.set(refKey(ref), liveItem(keyContent(ports.crypto, sourceKey, found)));
  }
  for (const found of live.secrets) {
    const ref = { itemType: 'SECRET', itemId: found.secret.name } as const;
    items.set(refKey(ref), liveItem(secretContent(sourceKey, found)));
  }
  const gone = rows.filter((row) => !items.has(refKey(row)));
  const deletedAt = gone.length > 0 ? await ports.snapshots.deletedAt(source.id, gone) : new Map();
  return { items, deletedAt, lastLookAt: null };
}
