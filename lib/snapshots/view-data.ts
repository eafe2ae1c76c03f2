import type { Actor } from '../access/model.ts';
import { queryableRange } from '../backups/queryable-range.ts';
import { type Day, dayOf, endOfDay, startOfDay } from '../kernel/calendar.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import { timeZoneIn } from '../kernel/regions.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { type DataKey, sameBytes } from '../ports/keyring.ts';
import { type BackupDay, openDay } from './backup-day.ts';
import { refKey } from './capture-changes.ts';
import { checkDay } from './check-day.ts';
import type { SnapshotError } from './errors.ts';
import { keyContent, secretContent } from './item-content.ts';
import type { BackupDetails, DayView, ItemType, TabItem, TabName } from './model.ts';
import type { SnapshotPorts, TabQuery, TabRow } from './ports.ts';
import { hashContent, openRecord } from './record-seal.ts';

export async function viewBackup(
  ports: SnapshotPorts,
  actor: Actor,
  backupId: string,
): Promise<Result<BackupDetails, SnapshotError>> {
  const backup = await ports.backups.findListed(actor.accountId, backupId);
  if (!backup) return err({ code: 'BACKUP_NOT_FOUND', backupId });
  const timeZone = timeZoneIn(ports.regions, backup.regionId);
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
    brokenAt: checked.ok ? null : checked.error.ordinal,
  });
}

export async function viewTab(
  ports: SnapshotPorts,
  actor: Actor,
  input: {
    readonly backupId: string;
    readonly day: Day;
    readonly itemType: ItemType;
    readonly tab: TabName;
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
    const content = keyContent(ports.crypto, sourceKey, found);
    // A damaged live item differs from every backup of it.
    const hash = content.ok ? hashContent(dataKey, content.value).contentHash : new Uint8Array();
    hashes.set(refKey({ itemType: 'KEY', itemId: found.key.keyId }), hash);
  }
  for (const found of live.secrets) {
    const content = secretContent(sourceKey, found);
    const hash = content.ok ? hashContent(dataKey, content.value).contentHash : new Uint8Array();
    hashes.set(refKey({ itemType: 'SECRET', itemId: found.secret.name }), hash);
  }
  return hashes;
}
