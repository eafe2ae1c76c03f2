import type { Actor } from '../access/model.ts';
import type { BackupInstance } from '../backups/model.ts';
import { dayOf, endOfDay, slotAt, startOfDay } from '../kernel/calendar.ts';
import type { PageRequest } from '../kernel/page.ts';
import { timeZoneIn } from '../kernel/regions.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { SortOrder } from '../kernel/sort.ts';
import { openBackup } from './backup-day.ts';
import { compareItems } from './compare-items.ts';
import type { SnapshotError } from './errors.ts';
import type { ComparedItem, Comparison, Moment } from './history-model.ts';
import type { ChangeCounts, ChangedRow, ChangeKind, ChangeSort, ItemContent, ItemType } from './model.ts';
import { momentAt } from './moment.ts';
import type { SnapshotPorts } from './ports.ts';
import { readableRow } from './readable-row.ts';

export type CompareInput = {
  readonly backupId: string;
  /** Null: the newest point up to the day of `to`, and now. */
  readonly from: Date | null;
  readonly to: Date | null;
  readonly itemType: ItemType | null;
  readonly kind: ChangeKind | null;
  readonly sort: SortOrder<ChangeSort>;
  readonly page: PageRequest;
};

/** Compares two points of a backup instance; costs what changed in between. */
export async function comparePoints(
  ports: SnapshotPorts,
  actor: Actor,
  input: CompareInput,
): Promise<Result<Comparison, SnapshotError>> {
  const opened = await openBackup(ports, actor, input.backupId);
  if (!opened.ok) return opened;
  const { backup, dataKey } = opened.value;
  const to = await momentAt(ports, backup, input.to);
  if (!to.ok) return to;
  const timeZone = timeZoneIn(ports.regions, backup.regionId);
  const from = await momentAt(ports, backup, input.from ?? usualFrom(backup, to.value.slotAt, timeZone));
  if (!from.ok) return from;

  const reversed = from.value.slotAt > to.value.slotAt;
  const [first, second] = reversed ? [to.value, from.value] : [from.value, to.value];
  const span = { first: first.point.ordinal, second: second.point.ordinal };
  const kind = reversed && input.kind !== null ? inverse[input.kind] : input.kind;
  const { itemType, sort } = input;
  const dayPoints = ({ slotAt: at }: Moment) => {
    const day = dayOf(at, timeZone);
    return ports.history.pointChoices(backup.id, startOfDay(day, timeZone), endOfDay(day, timeZone));
  };
  const [counts, page, fromChoices, toChoices] = await Promise.all([
    ports.history.changeCounts(backup.id, span),
    ports.history.changePage(backup.id, { ...span, itemType, kind, sort }, input.page),
    dayPoints(from.value),
    dayPoints(to.value),
  ]);
  const contentOf = async (record: ChangedRow['first']) =>
    record && (await readableRow(ports, { backup, dataKey }, record)).content;
  const items = page.items.map(async (row) =>
    comparedItem(row, await contentOf(row.first), await contentOf(row.second), first, reversed),
  );
  return ok({
    from: from.value,
    to: to.value,
    reversed,
    counts: reversed ? { KEY: inverted(counts.KEY), SECRET: inverted(counts.SECRET) } : counts,
    page: { ...page, items: await Promise.all(items) },
    fromChoices,
    toChoices,
  });
}

/** How the other point's day begins: with its full backup; on the day of the enabling, with the first one. */
function usualFrom(backup: BackupInstance, to: Date, timeZone: string): Date {
  const start = startOfDay(dayOf(to, timeZone), timeZone);
  return backup.enabledAt && backup.enabledAt > start ? slotAt(backup.enabledAt) : start;
}

/** What a change is when it is undone. */
const inverse: Readonly<Record<ChangeKind, ChangeKind>> = {
  created: 'deleted',
  deleted: 'created',
  rotated: 'rotated',
  changed: 'changed',
};

const inverted = (counts: ChangeCounts[ItemType]): ChangeCounts[ItemType] => ({
  ...counts,
  created: counts.deleted,
  deleted: counts.created,
});

/** What became of an item, from its two contents; one that a record has and nothing holds any more is undefined. */
function comparedItem(
  row: ChangedRow,
  then: ItemContent | null | undefined,
  later: ItemContent | null | undefined,
  first: Moment,
  reversed: boolean,
): ComparedItem {
  const [before, after] = reversed ? [later, then] : [then, later];
  const isDamaged =
    (row.first !== null && !then) ||
    (row.second !== null && !later) ||
    (row.kind !== 'created' && row.first === null) ||
    (row.kind !== 'deleted' && row.second === null);
  return {
    itemType: row.itemType,
    itemId: row.itemId,
    alias: (row.second ?? row.first)?.alias ?? null,
    kind: reversed ? inverse[row.kind] : row.kind,
    changedAt: row.changedAt,
    differences: isDamaged ? null : before && after ? compareItems(before, after) : [],
    cameBack:
      !reversed &&
      row.kind === 'created' &&
      row.second !== null &&
      row.second.itemCreatedAt < first.point.capturedAt,
  };
}
