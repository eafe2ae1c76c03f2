import type { Actor } from '../access/model.ts';
import { backupsOfSource } from '../backups/backups-of-source.ts';
import { checkUsable } from '../backups/lifecycle.ts';
import type { BackupInstance } from '../backups/model.ts';
import { dayOf } from '../kernel/calendar.ts';
import { timeZoneIn } from '../kernel/regions.ts';
import { openDay } from './backup-day.ts';
import { type DayContents, dayContents } from './day-contents.ts';
import type { ItemContent, ItemRef } from './model.ts';
import type { SnapshotPorts } from './ports.ts';

/** What one backup instance holds of a key or secret, as read from its newest point just now. */
export type ItemCover = {
  readonly backupId: string;
  /** Its alias, or its ID without one. */
  readonly name: string;
  /**
   * held: some version of the item is there and was proven. absent: the newest point doesn't have the item.
   * waiting: there is no point that can be looked into. damaged: its data were changed since, and prove nothing.
   */
  readonly state: 'held' | 'absent' | 'waiting' | 'damaged';
  /** When the source was last looked at: what can be restored is as of then. Null before the first point. */
  readonly asOf: Date | null;
  /** The item's versions that the newest point holds with their proof, of those asked about. */
  readonly covered: readonly string[];
  readonly missing: readonly string[];
};

/** A live item of an instance by the ids of its versions. */
export type CoveredItem = {
  readonly instanceId: string;
  readonly item: ItemRef;
  readonly versionIds: readonly string[];
};

/** Those of the item's versions that a record proves; undefined if it is no record of such an item. */
type Proof = (
  content: ItemContent,
  newest: (item: ItemRef) => ReturnType<DayContents['of']>,
) => Promise<readonly string[] | undefined>;

/**
 * What each Enabled backup instance that has the item's instance as its source, and has not expired, holds of the
 * item. Nothing is taken on trust: the item is proven to be in the newest point (`dayContents`), and a version counts
 * if `proof` names it.
 */
export async function itemCover(
  ports: SnapshotPorts,
  actor: Actor,
  covered: CoveredItem,
  proof: Proof,
): Promise<readonly ItemCover[]> {
  const now = await ports.clock.now();
  const backups = (await backupsOfSource(ports, actor, covered.instanceId)).filter(
    (backup) => backup.state === 'ENABLED' && checkUsable(backup, now).ok,
  );
  return Promise.all(backups.map((backup) => coverBy(ports, actor, backup, covered, proof, now)));
}

async function coverBy(
  ports: SnapshotPorts,
  actor: Actor,
  backup: BackupInstance,
  { item, versionIds }: CoveredItem,
  proof: Proof,
  now: Date,
): Promise<ItemCover> {
  const [listed, newest] = await Promise.all([
    ports.backups.findListed(actor.accountId, backup.id),
    ports.snapshots.newestPoint(backup.id, now),
  ]);
  const cover = (state: ItemCover['state'], covered: readonly string[] = []): ItemCover => ({
    backupId: backup.id,
    name: backup.alias ?? backup.id,
    state,
    asOf: newest ? (listed?.latestBackupAt ?? newest.capturedAt) : null,
    covered,
    missing: versionIds.filter((versionId) => !covered.includes(versionId)),
  });
  if (!newest) return cover('waiting');
  const opened = await openDay(
    ports,
    actor,
    backup.id,
    dayOf(newest.slotAt, timeZoneIn(ports.regions, backup.regionId)),
  );
  if (!opened.ok) return cover('waiting');
  const day = opened.value;
  const contents = dayContents(ports, day);
  const inNewest = (asked: ItemRef) => contents.of(asked, day.last.ordinal);
  const content = await inNewest(item);
  if (!content.ok) return cover('damaged');
  if (!content.value) return cover('absent');
  const proven = await proof(content.value, inNewest);
  if (!proven) return cover('damaged');
  const covered = versionIds.filter((versionId) => proven.includes(versionId));
  return covered.length === 0 && versionIds.length > 0 ? cover('absent') : cover('held', covered);
}
