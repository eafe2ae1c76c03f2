import { useLocale, useTranslations } from 'next-intl';
import { backupHealth, backupTroubles } from '@/lib/backups/backup-health';
import { type Day, endOfDay, startOfDay } from '@/lib/kernel/calendar';
import type { Region } from '@/lib/kernel/regions';
import type { BackupDetails } from '@/lib/snapshots/model';
import type { Action } from '../action-result';
import { IdText } from '../ui/id-text';
import { ButtonLink } from '../ui/link';
import { Notice } from '../ui/notice';
import { PageHeader } from '../ui/page-header';
import { Status } from '../ui/status';
import { formatDay, formatOffsets } from '../ui/time-format';
import { verificationPath } from './backup-paths';
import { healthTones } from './backup-words';
import { SnapshotProgress } from './snapshot-progress';
import { VerifyButton } from './verify-button';
import { VerifyProgress } from './verify-progress';

/** Name, state, source and queryable range of a backup instance, and what is running or went wrong. */
export function BackupHeader({
  details,
  region,
  now,
  day = null,
  verifyAction,
}: {
  details: BackupDetails;
  region: Region;
  now: Date;
  /** The day that is shown, whose offset its times have; null: today's. */
  day?: Day | null;
  verifyAction: Action<void>;
}) {
  const t = useTranslations('backups');
  const shell = useTranslations('shell');
  const locale = useLocale();
  const { backup, range } = details;
  const title = backup.alias ?? t(`untitled.${backup.type}`);
  const health = backupHealth(backup, now);
  const troubles = backupTroubles(backup, now);
  const place = { region: region.id, backupId: backup.id };
  const verify = useTranslations('verify');
  const shown =
    day === null
      ? [now]
      : [startOfDay(day, region.timeZone), new Date(endOfDay(day, region.timeZone).getTime() - 1)];
  return (
    <>
      <PageHeader
        crumbs={[
          { label: shell('service') },
          { label: t('title'), href: `/${region.id}/backups` },
          { label: title },
        ]}
        title={title}
        actions={
          backup.state === 'ENABLED' && (
            // The progress has its place also while nothing runs: nothing moves when it comes and goes.
            <div className="flex grow items-center gap-3 sm:flex-row-reverse">
              <VerifyButton
                backupId={backup.id}
                isRunning={backup.verification?.running != null}
                action={verifyAction}
              />
              <div className="flex h-8 w-64 min-w-0 shrink flex-col justify-center">
                {backup.verification?.running && (
                  <VerifyProgress backupId={backup.id} running={backup.verification.running} />
                )}
              </div>
            </div>
          )
        }
        mark={<Status tone={healthTones[health]}>{t(`health.${health}`)}</Status>}
        help={
          <span className="flex flex-wrap items-center gap-x-2">
            <IdText id={backup.id} canCopy />
            <span>
              {t('headerHelp', {
                source: backup.sourceName ?? '–',
                days: backup.queryableDays,
                first: formatDay(range.first, locale),
                last: formatDay(range.last, locale),
                offset: formatOffsets(shown, region.timeZone, locale),
              })}
            </span>
          </span>
        }
      />
      {(health === 'running' || health === 'waiting') && (
        <div className="mb-4 max-w-md">
          <SnapshotProgress backupId={backup.id} activity={backup.activity} />
        </div>
      )}
      {health === 'unsound' && (
        <Notice
          tone="danger"
          title={verify('damagedTitle')}
          actions={<ButtonLink href={verificationPath(place)}>{verify('seeDamage')}</ButtonLink>}
          className="mb-4"
        >
          {verify('damagedHelp', { broken: backup.verification?.result?.brokenPoints.length ?? 0 })}
        </Notice>
      )}
      {backup.verification?.error && (
        <Notice tone="warning" title={verify('failed')} className="mb-4">
          {verify('failedAgain')}
        </Notice>
      )}
      {troubles.includes('failed') && (
        <Notice tone="danger" title={t('lastFailed')} className="mb-4">
          {t('lastFailedHelp')}
        </Notice>
      )}
      {backup.damagedItems.length > 0 && (
        <Notice
          tone="warning"
          title={t('damagedTitle', { count: backup.damagedItems.length })}
          className="mb-4"
        >
          <p>{t('damagedHelp')}</p>
          <p className="mono mt-1 break-all">
            {backup.damagedItems.map((item) => item.replace(/^\w+ /, '')).join(', ')}
          </p>
        </Notice>
      )}
      {troubles.includes('late') && (
        <Notice tone="warning" title={t('health.late')} className="mb-4">
          {t('lateHelp')}
        </Notice>
      )}
      {troubles.includes('source-released') && (
        <Notice tone="warning" title={t('health.source-released')} className="mb-4">
          {t('sourceReleasedHelp', { source: backup.sourceName ?? '' })}
        </Notice>
      )}
    </>
  );
}
