import { useLocale, useTranslations } from 'next-intl';
import { backupHealth } from '@/lib/backups/backup-health';
import type { SourceBackup } from '@/lib/backups/model';
import type { Region } from '@/lib/kernel/regions';
import type { InstanceListItem } from '@/lib/kms/model';
import { healthTones } from '../backups/backup-words';
import { Card } from '../ui/card';
import { DataTable } from '../ui/data-table';
import { DescriptionList } from '../ui/description-list';
import { EmptyState } from '../ui/empty-state';
import { IdText } from '../ui/id-text';
import { ButtonLink, Link } from '../ui/link';
import { ProgressBar } from '../ui/progress-bar';
import { Status } from '../ui/status';
import { TimeText } from '../ui/time-text';

type InstancePartProps = { instance: InstanceListItem; region: Region };

export function InstanceFacts({ instance, region, now }: InstancePartProps & { now: Date }) {
  const t = useTranslations('instancePage');
  const instances = useTranslations('instances');
  const locale = useLocale();
  const when = { now, timeZone: region.timeZone };
  return (
    <Card title={t('facts')}>
      <DescriptionList
        items={[
          { label: t('id'), value: <IdText id={instance.id} canCopy truncate /> },
          { label: instances('fields.type'), value: instances(`type.${instance.type}`) },
          { label: t('region'), value: region.name[locale === 'zh' ? 'zh' : 'en'] },
          { label: t('created'), value: <TimeText at={instance.createdAt} {...when} /> },
        ]}
      />
    </Card>
  );
}

/** Both quotas as bars of use; one warns when nine tenths are used. */
export function InstanceQuotas({ instance, region }: InstancePartProps) {
  const t = useTranslations('instancePage');
  const { keys, keyVersions, keyQuota, secrets, secretQuota } = instance;
  return (
    <Card title={t('quotas')}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-col gap-1.5">
          <Quota label={t('keyVersions')} used={keyVersions} quota={keyQuota} />
          <p className="text-caption text-ink-2">
            {instance.type === 'HARDWARE'
              ? t('holdsNone')
              : t.rich('keysOf', {
                  keys,
                  link: (words) => (
                    <Link href={`/${region.id}/keys?instance=${instance.id}`} className="underline">
                      {words}
                    </Link>
                  ),
                })}
          </p>
        </div>
        <div className="flex flex-col gap-1.5">
          <Quota label={t('secrets')} used={secrets} quota={secretQuota} />
          <p className="text-caption text-ink-2">
            {instance.type === 'HARDWARE'
              ? t('holdsNone')
              : t.rich('secretsOf', {
                  link: (words) => (
                    <Link href={`/${region.id}/secrets?instance=${instance.id}`} className="underline">
                      {words}
                    </Link>
                  ),
                })}
          </p>
        </div>
      </div>
    </Card>
  );
}

function Quota({ label, used, quota }: { label: string; used: number; quota: number }) {
  const t = useTranslations('instancePage');
  return (
    <ProgressBar
      label={label}
      value={used}
      total={Math.max(quota, 1)}
      valueText={t('usedOf', { used, quota })}
      tone={quota > 0 && used / quota >= 0.9 ? 'warning' : 'accent'}
    />
  );
}

type InstanceBackupsProps = {
  backups: readonly SourceBackup[];
  region: Region;
  now: Date;
  isReleased: boolean;
};

/** Which backup instances have it as their source, and what their newest points hold. */
export function InstanceBackups({ backups, region, now, isReleased }: InstanceBackupsProps) {
  const t = useTranslations('instancePage');
  const words = useTranslations('backups');
  return (
    <section aria-labelledby="backups">
      <h2 id="backups" className="mb-2 font-semibold">
        {t('backups')}
      </h2>
      <DataTable
        label={t('backups')}
        rows={backups}
        rowKey={({ backup }) => backup.id}
        count={words('count', { count: backups.length })}
        columns={[
          {
            id: 'name',
            header: t('columns.backup'),
            cell: ({ backup }) => (
              <span className="flex flex-col items-start">
                <Link href={`/${region.id}/backups/${backup.id}`}>
                  {backup.alias ?? words(`untitled.${backup.type}`)}
                </Link>
                <IdText id={backup.id} canCopy />
              </span>
            ),
          },
          {
            id: 'status',
            header: t('columns.status'),
            card: 'corner',
            cell: ({ backup }) => {
              const health = backupHealth(backup, now);
              return <Status tone={healthTones[health]}>{words(`health.${health}`)}</Status>;
            },
          },
          {
            id: 'latest',
            header: t('columns.latest'),
            cell: ({ backup }) =>
              backup.latestBackupAt ? (
                <TimeText at={backup.latestBackupAt} now={now} timeZone={region.timeZone} hasDistance />
              ) : (
                <span className="text-ink-3">{t('noPoint')}</span>
              ),
          },
          {
            id: 'holds',
            header: t('columns.holds'),
            cell: ({ backup }) => t('holds', { keys: backup.keyCount, secrets: backup.secretCount }),
          },
        ]}
        empty={
          <EmptyState
            title={t('noBackup')}
            actions={
              isReleased ? undefined : (
                <ButtonLink href={`/${region.id}/backups`} variant="primary">
                  {t('toBackups')}
                </ButtonLink>
              )
            }
          >
            {t(isReleased ? 'noBackupReleased' : 'noBackupHelp')}
          </EmptyState>
        }
      />
    </section>
  );
}
