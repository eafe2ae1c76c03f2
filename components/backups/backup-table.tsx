import { useLocale, useTranslations } from 'next-intl';
import { backupHealth, backupTroubles, isUnsound } from '@/lib/backups/backup-health';
import type { BackupListItem } from '@/lib/backups/model';
import { queryableRange } from '@/lib/backups/queryable-range';
import { startOfDay } from '@/lib/kernel/calendar';
import type { Page } from '@/lib/kernel/page';
import type { Region } from '@/lib/kernel/regions';
import type { Action } from '../action-result';
import { type Column, DataTable, type TableSort } from '../ui/data-table';
import type { TableLinks } from '../ui/data-table-pages';
import { EmptyState } from '../ui/empty-state';
import { IdText } from '../ui/id-text';
import { Link } from '../ui/link';
import { PageCount } from '../ui/page-count';
import { Status } from '../ui/status';
import { formatDistance, formatExact } from '../ui/time-format';
import { TimeText } from '../ui/time-text';
import { BackupActions } from './backup-actions';
import { verificationPath } from './backup-paths';
import { damageParts, healthTones } from './backup-words';
import { SnapshotProgress } from './snapshot-progress';
import { VerifyProgress } from './verify-progress';

type BackupTableProps = {
  page: Page<BackupListItem>;
  filtered: boolean;
  sort: TableSort;
  links: TableLinks;
  region: Region;
  now: Date;
  enableAction: Action<void>;
  verifyAction: Action<void>;
};

/** The Backups list (topic, "Back up data"; R10). */
export function BackupTable(props: BackupTableProps) {
  const { page, filtered, sort, links, region, now, enableAction, verifyAction } = props;
  const t = useTranslations('backups');
  const when = { now, timeZone: region.timeZone };
  const title = (backup: BackupListItem) => backup.alias ?? t(`untitled.${backup.type}`);

  const columns: readonly Column<BackupListItem>[] = [
    {
      id: 'instance',
      header: t('columns.instance'),
      sortKey: 'alias',
      cell: (backup) => (
        <span className="flex flex-col items-start">
          {backup.state === 'ENABLED' ? (
            <Link href={`/${region.id}/backups/${backup.id}`}>{title(backup)}</Link>
          ) : (
            <span className={backup.alias ? undefined : 'text-ink-2'}>{title(backup)}</span>
          )}
          <IdText id={backup.id} canCopy />
        </span>
      ),
    },
    { id: 'type', header: t('columns.type'), cell: (backup) => t(`type.${backup.type}`) },
    {
      id: 'status',
      header: t('columns.status'),
      card: 'corner',
      cell: (backup) => <BackupStatus backup={backup} now={now} />,
    },
    {
      id: 'source',
      header: t('columns.source'),
      cell: (backup) =>
        backup.sourceInstanceId ? (
          <span className="flex flex-col">
            <span>{backup.sourceName}</span>
            <IdText id={backup.sourceInstanceId} />
          </span>
        ) : (
          <span className="text-ink-3">{t('notAssociated')}</span>
        ),
    },
    {
      id: 'range',
      header: t('columns.range'),
      cell: (backup) => {
        const range = queryableRange(backup.queryableDays, now, region.timeZone);
        const since = startOfDay(range.first, region.timeZone);
        const first = backup.enabledAt && backup.enabledAt > since ? backup.enabledAt : since;
        return (
          <span className="flex flex-col">
            <span className="whitespace-nowrap">{t('days', { days: backup.queryableDays })}</span>
            {backup.sourceReleased && backup.latestBackupAt && (
              <span className="text-caption text-warning-ink">
                {t.rich('lastDay', {
                  when: () => <TimeText at={backup.latestBackupAt ?? now} style="day" {...when} />,
                })}
              </span>
            )}
            {backup.state === 'ENABLED' && !backup.sourceReleased && (
              <span className="text-caption text-ink-3">
                {t('since')} <TimeText at={first} style="day" {...when} />
              </span>
            )}
          </span>
        );
      },
    },
    {
      id: 'latest',
      header: t('columns.latest'),
      sortKey: 'latest',
      cell: (backup) =>
        backup.latestBackupAt ? (
          <span className="flex flex-col">
            <TimeText at={backup.latestBackupAt} hasDistance {...when} />
            <Verified backup={backup} region={region.id} {...when} />
          </span>
        ) : (
          <span className="text-ink-3">{t('noneYet')}</span>
        ),
    },
    {
      id: 'expires',
      header: t('columns.expires'),
      cell: (backup) =>
        backup.expiresAt ? (
          <TimeText at={backup.expiresAt} style="day" hasDistance {...when} />
        ) : (
          t('permanent')
        ),
    },
    {
      id: 'actions',
      header: t('columns.actions'),
      card: 'actions',
      cell: (backup) => (
        <BackupActions
          backupId={backup.id}
          title={title(backup)}
          region={region.id}
          enabled={backup.state === 'ENABLED'}
          isVerifying={backup.verification?.running != null}
          enableAction={enableAction}
          verifyAction={verifyAction}
        />
      ),
    },
  ];
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={page.items}
      rowKey={(backup) => backup.id}
      sort={sort}
      count={<PageCount page={page} all={t('count', { count: page.total })} />}
      {...links}
      empty={
        <EmptyState title={filtered ? t('noMatch') : t('empty')}>
          {filtered ? t('noMatchHelp') : t('emptyHelp')}
        </EmptyState>
      }
    />
  );
}

/** When its chain was last verified; what was found damaged leads to its names. */
function Verified({ backup, region, now, timeZone }: VerifiedProps) {
  const t = useTranslations('verify');
  const locale = useLocale();
  const result = backup.verification?.result;
  if (!result) return <span className="text-caption text-ink-3">{t('notYet')}</span>;
  if (isUnsound(backup, now)) {
    return (
      <Link
        href={verificationPath({ region, backupId: backup.id })}
        className="text-caption text-danger-ink underline"
      >
        {t('damagedShort', damageParts(result.damaged, result.brokenPoints.length))}
      </Link>
    );
  }
  return (
    <span className="text-caption text-ink-3" title={formatExact(result.at, timeZone)}>
      {t('verifiedAgo', { distance: formatDistance(result.at, { now, timeZone, locale }) })}
    </span>
  );
}

type VerifiedProps = { backup: BackupListItem; region: string; now: Date; timeZone: string };

function BackupStatus({ backup, now }: { backup: BackupListItem; now: Date }) {
  const t = useTranslations('backups');
  const health = backupHealth(backup, now);
  const others = backupTroubles(backup, now).filter((other) => other !== health);
  return (
    <span className="flex min-w-28 flex-col gap-1">
      <Status tone={healthTones[health]}>{t(`health.${health}`)}</Status>
      {others.map((other) => (
        <Status key={other} tone={healthTones[other]} className="text-caption">
          {t(`health.${other}`)}
        </Status>
      ))}
      {(health === 'running' || health === 'waiting') && (
        <SnapshotProgress backupId={backup.id} activity={backup.activity} />
      )}
      {backup.verification?.running && (
        <VerifyProgress backupId={backup.id} running={backup.verification.running} />
      )}
    </span>
  );
}
