import type { BackupHealth } from '@/lib/backups/backup-health';
import type { StatusTone } from '../ui/status';

/** What was found damaged, for texts that tell records and points apart. */
export const damageParts = (records: number, points: number) => ({
  records,
  points,
  both: records > 0 && points > 0 ? 'yes' : 'no',
});

/** How each state of a backup instance looks; its word stands in `messages` under `backups.health`. */
export const healthTones: Readonly<Record<BackupHealth, StatusTone>> = {
  disabled: 'neutral',
  expired: 'danger',
  unsound: 'danger',
  unverified: 'warning',
  running: 'busy',
  failed: 'danger',
  'source-released': 'warning',
  damaged: 'warning',
  late: 'warning',
  waiting: 'busy',
  enabled: 'good',
};
