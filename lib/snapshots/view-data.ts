import type { Actor } from '../access/model.ts';
import type { BackupListItem } from '../backups/model.ts';
import { type QueryableRange, queryableRange } from '../backups/queryable-range.ts';
import { type Day, dayOf, endOfDay, startOfDay } from '../kernel/calendar.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { type DataKey, sameBytes } from '../ports/keyring.ts';
import { type BackupDay, checkDay, openDay, timeZoneOf } from './backup-day.ts';
import { refKey } from './capture-changes.ts';
import type { SnapshotError } from './errors.ts';
import { keyContent, secretContent } from './item-content.ts';
import type { BackupPoint, ItemType } from './model.ts';
import type { SnapshotPorts, TabCounts, TabQuery, TabRow } from './ports.ts';
import { hashContent, openRecord } from './record-seal.ts';

/** A backup instance's own page: what it is, its queryable range and the days of it that have data. */
export type BackupDetails = {
  readonly backup: BackupListItem;
  readonly timeZone: string;
  readonly range: QueryableRange;
  readonly enabledOn: Day | null;
  readonly daysWithData: readonly Day[];
};

export async function viewBackup(
  ports: SnapshotPorts,
  actor: Actor,
  backupId: string,
): Promise<Result<BackupDetails, SnapshotError>> {
  const backup = await ports.backups.findListed(actor.accountId, backupId);
  if (!backup) return err({ code: 'BACKUP_NOT_FOUND', backupId });
  const timeZone = timeZoneOf(backup);
  const range = queryableRange(backup.queryableDays, await ports.clock.now(), timeZone);
  const fulls = await ports.snapshots.fullPoints(
    backup.id,
    startOfDay(range.first, timeZone),
    endOfDay(range.last, timeZone),
  );
  return ok({
    backup,
    timeZone,
    range,
    enabledOn: backup.enabledAt && dayOf(backup.enabledAt, timeZone),
    daysWithData: [...new Set(fulls.map((point) => dayOf(point.slotAt, timeZone)))],
  });
}

/** A day's points and the counts of its six tabs; `damage` if what is kept no longer fits its chain. */
export type DayView = {
  readonly day: Day;
  readonly full: BackupPoint;
  readonly last: BackupPoint;
  readonly counts: TabCounts;
  readonly damage: SnapshotError | null;
};

export async function viewDay(
  ports: SnapshotPorts,
  actor: Actor,
  input: { readonly backupId: string; readonly day: Day },
): Promise<Result<DayView, SnapshotError>> {
  const opened = await openDay(ports, actor, input.backupId, input.day);
  if (!opened.ok) return opened;
  const day = opened.value;
  const [counts, checked] = await Promise.all([
    ports.snapshots.tabCounts(day.backup.id, span(day)),
    checkDay(ports, day),
  ]);
  return ok({
    day: day.day,
    full: day.full,
    last: day.last,
    counts,
    damage: checked.ok ? null : checked.error,
  });
}

/** How an item as backed up compares with the live one in its source. */
export type AgainstLive = 'same' | 'changed' | 'deleted';

/** A row of a tab: metadata alone, never a value. */
export type TabItem = {
  readonly itemType: ItemType;
  readonly itemId: string;
  readonly alias: string | null;
  readonly spec: string | null;
  readonly state: string;
  readonly keyId: string | null;
  readonly versionCount: number;
  readonly createdAt: Date;
  readonly rotatedAt: Date | null;
  readonly backedUpAt: Date;
  /** Null: the record doesn't open, or doesn't fit what is shown of it. It can't be restored. */
  readonly againstLive: AgainstLive | null;
};

export async function viewTab(
  ports: SnapshotPorts,
  actor: Actor,
  input: {
    readonly backupId: string;
    readonly day: Day;
    readonly itemType: ItemType;
    readonly tab: TabQuery['tab'];
    readonly page: PageRequest;
  },
): Promise<Result<Page<TabItem>, SnapshotError>> {
  const opened = await openDay(ports, actor, input.backupId, input.day);
  if (!opened.ok) return opened;
  const day = opened.value;
  const query: TabQuery = { ...span(day), itemType: input.itemType, tab: input.tab };
  const page = await ports.snapshots.tabPage(day.backup.id, query, input.page);
  const live = await liveHashes(ports, day, page.items);
  return ok({ ...page, items: page.items.map((row) => tabItem(day, row, live)) });
}

function span(day: BackupDay) {
  return { fullOrdinal: day.full.ordinal, lastOrdinal: day.last.ordinal, from: day.from, to: day.to };
}

function tabItem(day: BackupDay, row: TabRow, live: ReadonlyMap<string, Uint8Array>): TabItem {
  const readable = openRecord(day.dataKey, day.backup.id, row) !== undefined;
  const now = live.get(refKey(row));
  const againstLive = now === undefined ? 'deleted' : sameBytes(now, row.contentHash) ? 'same' : 'changed';
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
    againstLive: readable ? againstLive : null,
  };
}

/** The live items' hashes under the backup's data key, for the rows of one page. */
async function liveHashes(
  ports: SnapshotPorts,
  { backup, dataKey }: BackupDay,
  rows: readonly TabRow[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const hashes = new Map<string, Uint8Array>();
  const source =
    backup.sourceInstanceId && (await ports.kms.findInstance(backup.accountId, backup.sourceInstanceId));
  if (!source || source.releasedAt || rows.length === 0) return hashes;
  const wrapped = await ports.kms.findDataKey(backup.accountId, source.dataKeyId);
  if (!wrapped) return hashes;
  const sourceKey: DataKey = ports.keyring.open(wrapped);
  const live = await ports.snapshots.liveItems(source.id, rows);
  for (const found of live.keys) {
    const content = keyContent(sourceKey, found);
    // A live key whose material doesn't open differs from every backup of it.
    const hash = content.ok ? hashContent(dataKey, content.value).contentHash : new Uint8Array();
    hashes.set(refKey({ itemType: 'KEY', itemId: found.key.keyId }), hash);
  }
  for (const found of live.secrets) {
    const { contentHash } = hashContent(dataKey, secretContent(found));
    hashes.set(refKey({ itemType: 'SECRET', itemId: found.secret.name }), contentHash);
  }
  return hashes;
}
