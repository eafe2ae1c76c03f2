import type { BackupListItem, Schedule, Verification } from './model.ts';

/** What a person reads of a backup instance's state, the worst first. */
export const healthStates = [
  'expired',
  /** Its own records or points were changed: the last verification found what can't be restored any more. */
  'unsound',
  'failed',
  'late',
  /** Items of its source can't be backed up as they are. */
  'damaged',
  'source-released',
  'unverified',
  'waiting',
  'running',
  'disabled',
  'enabled',
] as const;
export type BackupHealth = (typeof healthStates)[number];

/** While enabled, the newest backup is at most this old (topic, "Backup point in time"), in minutes. */
export const promisedMinutes = 5;

/** A slot's backup may be young for five minutes and its successor may take a few more; after that it is late. */
const lateAfterMs = 3 * promisedMinutes * 60_000;

/** The worst that is so of a backup instance. A backup that runs is told rather than what it may just be mending. */
export function backupHealth(backup: BackupListItem, now: Date): BackupHealth {
  if (isExpired(backup, now)) return 'expired';
  if (backup.state === 'DISABLED') return 'disabled';
  return isUnsound(backup, now) ? 'unsound' : scheduleHealth(backup, now);
}

/** How an enabled backup instance's backups go, whatever is wrong with those taken before. */
function scheduleHealth(backup: BackupListItem, now: Date): BackupHealth {
  if (backup.activity && backup.activity.finishedAt === null) return 'running';
  if (backup.sourceReleased) return 'source-released';
  if (backup.activity?.error) return 'failed';
  if (isBehind(backup, now)) return 'late';
  if (backup.damagedItems.length > 0) return 'damaged';
  if (backup.latestBackupAt === null) return 'waiting';
  return backup.verification?.error ? 'unverified' : 'enabled';
}

/**
 * All that needs a person, the worst first. Damage to what was backed up may stay for good: it must not hide that
 * nothing is backed up any more.
 */
export function backupTroubles(backup: BackupListItem, now: Date): readonly BackupHealth[] {
  const worst = backupHealth(backup, now);
  return (worst === 'unsound' ? [worst, scheduleHealth(backup, now)] : [worst]).filter(isTrouble);
}

/** Whether a backup that should be young is older than the schedule explains. */
const isOverdue = (latest: Date, now: Date): boolean => now.getTime() - latest.getTime() > lateAfterMs;

/** Whether a schedule that runs is behind its promise, whatever else is so of the backup instance. */
export function isBehind(backup: BackupListItem, now: Date): boolean {
  const latest = backup.latestBackupAt ?? backup.enabledAt;
  if (backup.state === 'DISABLED' || backup.sourceReleased || isExpired(backup, now)) return false;
  return latest !== null && isOverdue(latest, now);
}

const isExpired = ({ expiresAt }: BackupListItem, now: Date): boolean =>
  expiresAt !== null && expiresAt <= now;

/** Whether none of a region's backup instances is behind. */
export function isOnSchedule({ oldest }: Pick<Schedule, 'oldest'>, now: Date): boolean {
  return oldest === null || !isOverdue(oldest, now);
}

/** Whether the last verification found something that can't be restored, on whichever day. */
export function hasDamage(verification: Verification | null): boolean {
  const result = verification?.result;
  return result != null && result.damaged + result.brokenPoints.length > 0;
}

/** Days have 24 hours, but one in a year may have 25. */
const longestRangeMs = (days: number): number => (days * 24 + 1) * 3_600_000;

/**
 * Whether what the last verification found may matter to a day that can be looked into: what ended before the queryable
 * range needs nobody, and stays listed. It counts a day longer at most, whatever the time zone.
 */
export function isUnsound(
  { verification, queryableDays }: Pick<BackupListItem, 'verification' | 'queryableDays'>,
  now: Date,
): boolean {
  const until = verification?.result?.damagedUntil;
  const isPast = until != null && until.getTime() <= now.getTime() - longestRangeMs(queryableDays);
  return hasDamage(verification) && !isPast;
}

const trouble: ReadonlySet<BackupHealth> = new Set([
  'expired',
  'unsound',
  'failed',
  'late',
  'damaged',
  'source-released',
  'unverified',
]);

/** Whether a state needs a person. */
export function isTrouble(health: BackupHealth): boolean {
  return trouble.has(health);
}

/** Those that need a person, the worst first. */
export function troubledBackups(backups: readonly BackupListItem[], now: Date): readonly BackupListItem[] {
  const rank = (backup: BackupListItem) => healthStates.indexOf(backupHealth(backup, now));
  return backups
    .filter((backup) => isTrouble(backupHealth(backup, now)))
    .toSorted((one, other) => rank(one) - rank(other));
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
  const enabled = backups.filter((backup) => backup.state === 'ENABLED' && !isExpired(backup, now));
  const sourceIds = new Set(enabled.map((backup) => backup.sourceInstanceId));
  const latest = enabled.flatMap((backup) =>
    backup.latestBackupAt && !backup.sourceReleased ? [backup.latestBackupAt] : [],
  );
  const unprotected = sources.filter((source) => !sourceIds.has(source.id));
  return {
    protectedCount: sources.length - unprotected.length,
    protectableCount: sources.length,
    oldestLatest: latest.length > 0 ? new Date(Math.min(...latest.map((at) => at.getTime()))) : null,
    troubled: troubledBackups(backups, now).map((backup) => backup.alias ?? backup.id),
    unprotected: unprotected.map((source) => source.name),
  };
}
