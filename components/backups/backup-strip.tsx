import { useLocale, useTranslations } from 'next-intl';
import { promisedMinutes, summarizeHealth } from '@/lib/backups/backup-health';
import type { BackupListItem } from '@/lib/backups/model';
import { StatCard, StatStrip } from '../ui/stat-card';
import { formatDistance } from '../ui/time-format';

/** Health in one strip before the list: protected instances, the slowest backup, what needs a person. */
export function BackupStrip({
  backups,
  now,
  timeZone,
}: {
  backups: readonly BackupListItem[];
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations('backups');
  const locale = useLocale();
  const health = summarizeHealth(backups, now);
  const counts = backups.reduce(
    (sum, backup) => ({ keys: sum.keys + backup.keyCount, secrets: sum.secrets + backup.secretCount }),
    { keys: 0, secrets: 0 },
  );
  const late =
    health.oldestLatest && now.getTime() - health.oldestLatest.getTime() > 2 * promisedMinutes * 60_000;
  return (
    <StatStrip>
      <StatCard
        label={t('stripEnabled')}
        value={t('stripEnabledOf', { enabled: health.enabled, total: health.total })}
        note={t('stripItems', counts)}
      />
      <StatCard
        label={t('stripOldest')}
        value={
          health.oldestLatest ? formatDistance(health.oldestLatest, { now, timeZone, locale }) : t('noneYet')
        }
        note={t('stripPromise', { minutes: promisedMinutes })}
        tone={late ? 'warning' : 'plain'}
      />
      <StatCard
        label={t('stripAttention')}
        value={health.needsAttention.length}
        note={
          health.needsAttention.length > 0
            ? health.needsAttention.map((backup) => backup.alias ?? backup.id).join(', ')
            : t('stripNothing')
        }
        tone={health.needsAttention.length > 0 ? 'warning' : 'plain'}
      />
    </StatStrip>
  );
}
