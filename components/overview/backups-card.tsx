import { useTranslations } from 'next-intl';
import { backupHealth } from '@/lib/backups/backup-health';
import type { BackupListItem } from '@/lib/backups/model';
import { healthTones } from '../backups/backup-words';
import { SnapshotProgress } from '../backups/snapshot-progress';
import { Card } from '../ui/card';
import { Link } from '../ui/link';
import { Status } from '../ui/status';
import { TimeText } from '../ui/time-text';

type BackupsCardProps = { region: string; backups: readonly BackupListItem[]; now: Date; timeZone: string };

/** The backup instances that are enabled: how each is and when it last looked. */
export function BackupsCard({ region, backups, now, timeZone }: BackupsCardProps) {
  const t = useTranslations('overview');
  const words = useTranslations('backups');
  return (
    <Card title={t('backups')} actions={<Link href={`/${region}/backups`}>{t('allBackups')}</Link>}>
      <ul className="-my-2 divide-y divide-line">
        {backups
          .filter(({ state }) => state === 'ENABLED')
          .map((backup) => {
            const health = backupHealth(backup, now);
            return (
              <li
                key={backup.id}
                className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5"
              >
                <span className="flex min-w-0 flex-col">
                  <Link href={`/${region}/backups/${backup.id}`} className="break-words">
                    {backup.alias ?? words(`untitled.${backup.type}`)}
                  </Link>
                  <span className="break-words text-caption text-ink-2">{backup.sourceName}</span>
                </span>
                <span className="flex items-center gap-4">
                  <span className="text-ink-2">
                    {backup.latestBackupAt ? (
                      <TimeText at={backup.latestBackupAt} now={now} timeZone={timeZone} />
                    ) : (
                      t('noneYet')
                    )}
                  </span>
                  <Status tone={healthTones[health]}>{words(`health.${health}`)}</Status>
                </span>
                {(health === 'running' || health === 'waiting') && (
                  <span className="w-full">
                    <SnapshotProgress backupId={backup.id} activity={backup.activity} />
                  </span>
                )}
              </li>
            );
          })}
      </ul>
    </Card>
  );
}
