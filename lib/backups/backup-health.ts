import type { BackupListItem } from './model.ts';

/** What a person reads of a backup instance's state, worst first. */
export type BackupHealth =
  | 'disabled'
  | 'expired'
  | 'running'
  | 'failed'
  | 'source-released'
  | 'damaged'
  | 'late'
  | 'waiting'
  | 'enabled';

/** While enabled, the newest backup is at most this old (topic, "Backup point in time"), in minutes. */
export const promisedMinutes = 5;

/** A slot's backup may be young for five minutes and its successor may take a few more; after that it is late. */
const lateAfterMs = 3 * promisedMinutes * 60_000;

export function backupHealth(backup: BackupListItem, now: Date): BackupHealth {
  if (backup.expiresAt && backup.expiresAt <= now) return 'expired';
  if (backup.state === 'DISABLED') return 'disabled';
  if (backup.activity && backup.activity.finishedAt === null) return 'running';
  if (backup.sourceReleased) return 'source-released';
  if (backup.activity?.error) return 'failed';
  if (backup.damagedItems.length > 0) return 'damaged';
  if (backup.latestBackupAt === null) return 'waiting';
  return now.getTime() - backup.latestBackupAt.getTime() > lateAfterMs ? 'late' : 'enabled';
}

const trouble: ReadonlySet<BackupHealth> = new Set([
  'expired',
  'failed',
  'source-released',
  'damaged',
  'late',
]);

/** Whether a state needs a person. */
export function isTrouble(health: BackupHealth): boolean {
  return trouble.has(health);
}

/** A source as far as its protection goes. */
export type Protectable = { readonly id: string; readonly name: string };

export type HealthSummary = {
  /** Instances that an enabled backup instance backs up, of all that could be. */
  readonly protectedCount: number;
  readonly protectableCount: number;
  /** The oldest of the newest backups of sources that still live. */
  readonly oldestLatest: Date | null;
  /** Names of what needs a person: troubled backup instances, and KMS instances that nothing backs up. */
  readonly troubled: readonly string[];
  readonly unprotected: readonly string[];
};

/** The strip before the list: what is protected, how far behind the slowest is, what needs a person. */
export function summarizeHealth(
  backups: readonly BackupListItem[],
  sources: readonly Protectable[],
  now: Date,
): HealthSummary {
  const enabled = backups.filter((backup) => backup.state === 'ENABLED');
  const sourceIds = new Set(enabled.map((backup) => backup.sourceInstanceId));
  const latest = enabled.flatMap((backup) =>
    backup.latestBackupAt && !backup.sourceReleased ? [backup.latestBackupAt] : [],
  );
  const unprotected = sources.filter((source) => !sourceIds.has(source.id));
  return {
    protectedCount: sources.length - unprotected.length,
    protectableCount: sources.length,
    oldestLatest: latest.length > 0 ? new Date(Math.min(...latest.map((at) => at.getTime()))) : null,
    troubled: backups
      .filter((backup) => isTrouble(backupHealth(backup, now)))
      .map((backup) => backup.alias ?? backup.id),
    unprotected: unprotected.map((source) => source.name),
  };
}
