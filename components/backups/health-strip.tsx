import { useLocale, useTranslations } from 'next-intl';
import { hasDamage, isBehind, isUnsound, promisedMinutes } from '@/lib/backups/backup-health';
import type { BackupListItem } from '@/lib/backups/model';
import type { BackupYear } from '@/lib/snapshots/history-model';
import { Link } from '../ui/link';
import { StatCard, StatStrip } from '../ui/stat-card';
import { formatDistance, formatTime } from '../ui/time-format';
import { verificationPath } from './backup-paths';
import { damageParts } from './backup-words';

type HealthStripProps = {
  backup: BackupListItem;
  year: BackupYear | undefined;
  region: string;
  now: Date;
  timeZone: string;
};

/** How a backup instance keeps its promise: age of the newest backup, what was missed, verified when, what failed. */
export function HealthStrip({ backup, year, region, now, timeZone }: HealthStripProps) {
  const t = useTranslations('health');
  const locale = useLocale();
  const view = { now, timeZone, locale };
  const { latestBackupAt, lastFailure, verification, sourceReleased } = backup;
  const missed = year?.missed ?? { today: 0, week: 0, all: 0 };
  const result = verification?.result ?? null;
  const isBad = isUnsound(backup, now);
  const found = { records: result?.damaged ?? 0, points: result?.brokenPoints.length ?? 0 };
  const verifiedNote = isBad ? 'damagedWhen' : hasDamage(verification) ? 'damagedBefore' : 'verifiedNote';
  return (
    <StatStrip>
      <StatCard
        label={t('latest')}
        value={latestBackupAt ? formatDistance(latestBackupAt, view) : t('noneYet')}
        note={sourceReleased ? t('ended') : t('promise', { minutes: promisedMinutes })}
        tone={isBehind(backup, now) ? 'warning' : 'plain'}
      />
      <StatCard
        label={t('missed')}
        value={t('number', { number: missed.today })}
        note={t('missedNote', { week: missed.week, all: missed.all })}
        tone={missed.today > 0 ? 'warning' : 'plain'}
      />
      <StatCard
        label={t('verified')}
        value={
          <Link href={verificationPath({ region, backupId: backup.id })} quiet>
            {isBad
              ? t('damaged', damageParts(found.records, found.points))
              : result
                ? formatDistance(result.at, view)
                : t('notYet')}
          </Link>
        }
        note={
          verification?.error
            ? t('verifyFailed')
            : result
              ? t(verifiedNote, {
                  records: result.records,
                  when: formatTime(result.at, view, 'moment'),
                })
              : t('notYetNote')
        }
        tone={isBad ? 'danger' : result ? 'good' : 'plain'}
      />
      <StatCard
        label={t('failure')}
        value={lastFailure ? formatDistance(lastFailure.at, view) : t('none')}
        note={lastFailure ? t(backup.activity?.error ? 'failing' : 'recovered') : t('noFailure')}
        tone={backup.activity?.error ? 'danger' : 'plain'}
      />
    </StatStrip>
  );
}
