import { useLocale, useTranslations } from 'next-intl';
import { type Protectable, promisedMinutes, summarizeHealth } from '@/lib/backups/backup-health';
import type { BackupListItem } from '@/lib/backups/model';
import { StatCard, StatStrip } from '../ui/stat-card';
import { formatDistance } from '../ui/time-format';

/** Health in one strip before the list: protected instances, the slowest backup, what needs a person. */
export function BackupStrip({
  backups,
  sources,
  now,
  timeZone,
}: {
  backups: readonly BackupListItem[];
  sources: readonly Protectable[];
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations('backups');
  const ui = useTranslations('ui');
  const locale = useLocale();
  const health = summarizeHealth(backups, sources, now);
  const counts = backups.reduce(
    (sum, backup) => ({ keys: sum.keys + backup.keyCount, secrets: sum.secrets + backup.secretCount }),
    { keys: 0, secrets: 0 },
  );
  const late =
    health.oldestLatest && now.getTime() - health.oldestLatest.getTime() > 2 * promisedMinutes * 60_000;
  const attention = health.troubled.length + health.unprotected.length;
  return (
    <StatStrip>
      <StatCard
        label={t('stripProtected')}
        value={t('stripProtectedOf', { count: health.protectedCount, total: health.protectableCount })}
        note={t('stripItems', counts)}
      />
      <StatCard
        label={<span title={t('stripOldestHelp')}>{t('stripOldest')}</span>}
        value={
          health.oldestLatest ? formatDistance(health.oldestLatest, { now, timeZone, locale }) : t('noneYet')
        }
        note={t('stripPromise', { minutes: promisedMinutes })}
        tone={late ? 'warning' : 'plain'}
      />
      <StatCard
        label={t('stripAttention')}
        value={attention}
        note={
          attention === 0
            ? t('stripNothing')
            : [...health.troubled, ...health.unprotected.map((name) => t('notBackedUp', { name }))].join(
                ui('comma'),
              )
        }
        tone={attention > 0 ? 'warning' : 'plain'}
      />
    </StatStrip>
  );
}
