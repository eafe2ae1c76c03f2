import type { Actor } from '../access/model.ts';
import { queryableRange } from '../backups/queryable-range.ts';
import { type Day, dayOf, startOfDay } from '../kernel/calendar.ts';
import { timeZoneIn } from '../kernel/regions.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { sameBytes } from '../ports/keyring.ts';
import { openDay } from './backup-day.ts';
import { compareItems } from './compare-items.ts';
import type { SnapshotError } from './errors.ts';
import type { ItemInBackup } from './history-model.ts';
import { itemFacts } from './item-facts.ts';
import { itemTimeline } from './item-timeline.ts';
import { lastLookOf } from './last-look.ts';
import { liveContent } from './live-content.ts';
import type { BackupRecord, ItemContent, ItemRef } from './model.ts';
import type { SnapshotPorts, TabRow } from './ports.ts';
import { readableRow } from './readable-row.ts';
import { restorableUntil } from './restorable-until.ts';

/** So many states of an item are told; beyond them the days of View Data lead on. */
const mostStates = 100;

/** An item within a backup: at a slot, or as the day's last point shows it. */
export async function viewItem(
  ports: SnapshotPorts,
  actor: Actor,
  input: {
    readonly backupId: string;
    readonly item: ItemRef;
    readonly day: Day | null;
    readonly at: Date | null;
  },
): Promise<Result<ItemInBackup, SnapshotError>> {
  const asked = await ports.backups.find(actor.accountId, input.backupId);
  if (!asked) return err({ code: 'BACKUP_NOT_FOUND', backupId: input.backupId });
  const timeZone = timeZoneIn(ports.regions, asked.regionId);
  const now = await ports.clock.now();
  const opened = await openDay(
    ports,
    actor,
    asked.id,
    input.day ?? dayOf(input.at ?? now, timeZone),
    input.at,
  );
  if (!opened.ok) return opened;
  const { backup, dataKey, day, full, last, to } = opened.value;
  const range = queryableRange(backup.queryableDays, now, timeZone);
  const { item } = input;
  const found = await ports.snapshots.findRecord(backup.id, item, full.ordinal, last.ordinal, to);
  // What the chain names and nobody finds was there: to say that it wasn't, or to show an older state, would mislead.
  const missing = (await ports.verifications.damageOf(backup.id, item)).some(
    ({ kind, fromOrdinal, toOrdinal }) =>
      kind === 'MISSING' &&
      fromOrdinal > (found?.fromOrdinal ?? 0) &&
      fromOrdinal <= last.ordinal &&
      (toOrdinal === null || toOrdinal > full.ordinal),
  );
  if (missing) return err({ code: 'RECORD_DAMAGED', ...item });
  if (!found) return err({ code: 'RECORD_NOT_FOUND', ...item, day });
  const { row, content } = await readableRow(ports, { backup, dataKey }, found);

  const since = startOfDay(range.first, timeZone);
  const [live, previous, history, lastLookAt] = await Promise.all([
    liveContent(ports, backup, item),
    stateBefore(ports, backup.id, row),
    ports.history.itemStates(backup.id, item, since, mostStates),
    lastLookOf(ports, backup),
  ]);
  const before = previous && (await readableRow(ports, { backup, dataKey }, previous)).content;
  const oldest = history.states.at(-1);
  const isWhole =
    history.states.length === history.total &&
    oldest !== undefined &&
    !(await ports.history.recordBefore(backup.id, item, oldest.fromOrdinal));
  return ok({
    item,
    alias: row.alias,
    day,
    versionCount: row.versionCount,
    backedUpAt: row.capturedAt,
    fromOrdinal: row.fromOrdinal,
    facts: content ? itemFacts(content) : null,
    restorableUntil: restorableUntil(backup, row.lastSlotAt ?? lastLookAt, timeZone),
    live: againstLive(content, live, row),
    before: previous ? { differences: content && before ? compareItems(before, content) : null } : null,
    events: itemTimeline(history.states, isWhole),
    olderStates: history.total - history.states.length,
  });
}

/** The item's record of the state before: not the damaged one that a full backup took a fresh copy of. */
async function stateBefore(
  ports: SnapshotPorts,
  backupId: string,
  record: BackupRecord,
): Promise<BackupRecord | undefined> {
  const before = await ports.history.recordBefore(backupId, record, record.fromOrdinal);
  const isCopied =
    before?.toOrdinal === record.fromOrdinal && sameBytes(before.contentHash, record.contentHash);
  return before && isCopied ? stateBefore(ports, backupId, before) : before;
}

function againstLive(
  content: ItemContent | undefined,
  live: ItemContent | 'deleted' | 'damaged',
  row: TabRow,
): ItemInBackup['live'] {
  if (live === 'deleted') return { standing: 'deleted', differences: [] };
  if (live === 'damaged') return { standing: 'live-damaged', differences: [] };
  if (!content || content.itemType !== row.itemType) return { standing: 'changed', differences: [] };
  const differences = compareItems(content, live);
  return { standing: differences.length === 0 ? 'same' : 'changed', differences };
}
