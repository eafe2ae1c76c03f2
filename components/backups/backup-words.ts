import type { BackupHealth } from '@/lib/backups/backup-health';
import type { StatusTone } from '../ui/status';

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
