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

export type HealthSummary = {
  readonly enabled: number;
  readonly total: number;
  /** The oldest of the enabled ones' newest backups. */
  readonly oldestLatest: Date | null;
  readonly needsAttention: readonly BackupListItem[];
};

/** The strip before the list: how many are protected, how far behind the slowest is, what needs a person. */
export function summarizeHealth(backups: readonly BackupListItem[], now: Date): HealthSummary {
  const enabled = backups.filter((backup) => backup.state === 'ENABLED');
  const latest = enabled.flatMap((backup) =>
    backup.latestBackupAt && !backup.sourceReleased ? [backup.latestBackupAt] : [],
  );
  const troubled = new Set<BackupHealth>(['expired', 'failed', 'source-released', 'damaged', 'late']);
  return {
    enabled: enabled.length,
    total: backups.length,
    oldestLatest: latest.length > 0 ? new Date(Math.min(...latest.map((at) => at.getTime()))) : null,
    needsAttention: backups.filter((backup) => troubled.has(backupHealth(backup, now))),
  };
}
