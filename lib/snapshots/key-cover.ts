import type { Actor } from '../access/model.ts';
import { backupsOfSource } from '../backups/backups-of-source.ts';
import { checkUsable } from '../backups/lifecycle.ts';
import type { BackupInstance } from '../backups/model.ts';
import { dayOf } from '../kernel/calendar.ts';
import { timeZoneIn } from '../kernel/regions.ts';
import { canaryHolds, roundTrips } from '../kms/canary.ts';
import { asKeySpec, specFacts } from '../kms/key-specs.ts';
import type { KmsKey } from '../kms/model.ts';
import { checkDay, openDay } from './backup-day.ts';
import type { KeyContent } from './model.ts';
import type { SnapshotPorts } from './ports.ts';
import { openRecord } from './record-seal.ts';

/** What one backup instance holds of a key, as read from its newest point just now. */
export type KeyCover = {
  readonly backupId: string;
  /** Its alias, or its ID without one. */
  readonly name: string;
  /**
   * held: some version of the key is there and was proven. absent: the newest point doesn't have the key.
   * waiting: there is no point that can be looked into. damaged: its data were changed since, and prove nothing.
   */
  readonly state: 'held' | 'absent' | 'waiting' | 'damaged';
  /** When the source was last looked at: what can be restored is as of then. Null before the first point. */
  readonly asOf: Date | null;
  /** The key's versions that the newest point holds with their proof, of those asked about. */
  readonly covered: readonly string[];
  readonly missing: readonly string[];
};

/** A key by its own facts and the ids of its versions. */
export type CoveredKey = Pick<KmsKey, 'instanceId' | 'keyId'> & { readonly versionIds: readonly string[] };

/**
 * What each Enabled backup instance that has the key's instance as its source, and has not expired, holds of the
 * key. Nothing is taken on trust: the newest point's day is held against its chain, the key's record is opened,
 * and a version counts if its backed-up material
 * holds the canary that was made with it, and undoes now what it does.
 */
export async function keyCover(
  ports: SnapshotPorts,
  actor: Actor,
  key: CoveredKey,
): Promise<readonly KeyCover[]> {
  const now = await ports.clock.now();
  const backups = (await backupsOfSource(ports, actor, key.instanceId)).filter(
    (backup) => backup.state === 'ENABLED' && checkUsable(backup, now).ok,
  );
  return Promise.all(backups.map((backup) => coverBy(ports, actor, backup, key, now)));
}

async function coverBy(
  ports: SnapshotPorts,
  actor: Actor,
  backup: BackupInstance,
  key: CoveredKey,
  now: Date,
): Promise<KeyCover> {
  const [listed, newest] = await Promise.all([
    ports.backups.findListed(actor.accountId, backup.id),
    ports.snapshots.newestPoint(backup.id, now),
  ]);
  const cover = (state: KeyCover['state'], covered: readonly string[] = []): KeyCover => ({
    backupId: backup.id,
    name: backup.alias ?? backup.id,
    state,
    asOf: newest ? (listed?.latestBackupAt ?? newest.capturedAt) : null,
    covered,
    missing: key.versionIds.filter((versionId) => !covered.includes(versionId)),
  });
  if (!newest) return cover('waiting');
  const timeZone = timeZoneIn(ports.regions, backup.regionId);
  const opened = await openDay(ports, actor, backup.id, dayOf(newest.slotAt, timeZone));
  if (!opened.ok) return cover('waiting');
  const day = opened.value;
  if (!(await checkDay(ports, day)).ok) return cover('damaged');
  const item = { itemType: 'KEY' as const, itemId: key.keyId };
  const { ordinal } = day.last;
  const record = await ports.snapshots.findRecord(backup.id, item, ordinal, ordinal);
  if (!record) return cover('absent');
  const content = openRecord(day.dataKey, backup.id, record);
  if (content?.itemType !== 'KEY') return cover('damaged');
  const proven = provenVersions(ports, content);
  const covered = key.versionIds.filter((versionId) => proven.includes(versionId));
  return covered.length === 0 && key.versionIds.length > 0 ? cover('absent') : cover('held', covered);
}

function provenVersions({ crypto }: SnapshotPorts, content: KeyContent): readonly string[] {
  const spec = asKeySpec(content.spec);
  const usage = spec && specFacts[spec].usages.find((known) => known === content.usage);
  if (!spec || !usage) return [];
  const subject = { keyId: content.keyId, spec, usage };
  return content.versions
    .filter((version) => canaryHolds(crypto, subject, version) && roundTrips(crypto, subject, version))
    .map(({ versionId }) => versionId);
}
