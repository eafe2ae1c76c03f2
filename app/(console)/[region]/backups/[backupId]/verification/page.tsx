import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { found, pageLinks, pageRequest, read, withParams } from '@/app/read';
import { pageActor } from '@/app/session';
import { DamageTable } from '@/components/backups/damage-table';
import { VerifyButton } from '@/components/backups/verify-button';
import { VerifyProgress } from '@/components/backups/verify-progress';
import { VerifyResult } from '@/components/backups/verify-result';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { SearchField } from '@/components/ui/search-field';
import { formatTime } from '@/components/ui/time-format';
import { Toolbar } from '@/components/ui/toolbar';
import { hasDamage, isUnsound } from '@/lib/backups/backup-health';
import { server } from '@/lib/server';
import { brokenPoints, damagedRecords } from '@/lib/snapshots/request-verification';
import { viewBackup } from '@/lib/snapshots/view-data';
import { verifyBackupAction } from '../../actions';
import { atHome, type BackupPageProps, backupRoute } from '../backup-route';

/** So many broken points are named; beyond them it is all of the chain. */
const mostNamed = 20;

const standingTones = { damaged: 'danger', before: 'info', sound: 'good', never: 'info' } as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('verify'))('title') };
}

/** The verification of a backup instance: how it goes, its last result, and what is damaged, by name. */
export default async function VerificationPage(props: BackupPageProps) {
  const actor = await pageActor();
  const { region, backupId, query, path } = await backupRoute(props);
  const request = pageRequest(query);
  const { ports, clock } = server();
  const [viewed, damage, now] = await read(() =>
    Promise.all([
      viewBackup(ports, actor, backupId),
      damagedRecords(ports, actor, backupId, request),
      clock.now(),
    ]),
  );
  const details = atHome(viewed, region);
  const { backup } = details;
  const page = found(damage);
  const t = await getTranslations('verify');
  const backups = await getTranslations('backups');
  const shell = await getTranslations('shell');
  const { verification } = backup;
  const view = { now, timeZone: region.timeZone };
  const locale = await getLocale();
  const broken = await read(() => brokenPoints(ports, backup));
  const isDamaged = isUnsound(backup, now);
  const isDamagedBefore = !isDamaged && hasDamage(verification);
  const standing = isDamaged
    ? 'damaged'
    : isDamagedBefore
      ? 'before'
      : verification?.result
        ? 'sound'
        : 'never';
  const slots = broken
    .slice(0, mostNamed)
    .map(({ ordinal, slotAt }) =>
      slotAt
        ? formatTime(slotAt, { ...view, now: new Date(0), locale }, 'moment')
        : t('pointNumber', { ordinal }),
    );
  return (
    <>
      <PageHeader
        crumbs={[
          { label: shell('service') },
          { label: backups('title'), href: `/${region.id}/backups` },
          { label: backup.alias ?? backups(`untitled.${backup.type}`), href: path },
          { label: t('title') },
        ]}
        title={t('title')}
        help={t('help')}
        actions={
          <VerifyButton
            backupId={backupId}
            isRunning={verification?.running != null}
            action={verifyBackupAction}
          />
        }
      />
      {verification?.running && (
        <div className="mb-4 max-w-md">
          <VerifyProgress backupId={backupId} running={verification.running} />
        </div>
      )}
      {verification?.error && (
        <Notice tone="warning" title={t('failed')} className="mb-4">
          {t('failedHelp')}
        </Notice>
      )}
      <Notice tone={standingTones[standing]} title={t(`${standing}Title`)} className="mb-4">
        <p>
          <VerifyResult verification={verification} {...view} />
        </p>
        {isDamaged && <p className="mt-1">{t('damagedHelp', { broken: broken.length })}</p>}
        {isDamagedBefore && (
          <p className="mt-1">{t(backup.type === 'PURCHASED' ? 'beforeHelpExtendable' : 'beforeHelp')}</p>
        )}
        {broken.length > 0 && (
          <p className="mt-1">
            {t('broken', {
              count: broken.length,
              points: new Intl.ListFormat(locale, { type: 'unit' }).format(slots),
              more: broken.length - slots.length,
            })}
          </p>
        )}
      </Notice>
      {(page.total > 0 || request.search !== '') && (
        <>
          <Toolbar end={<SearchField label={t('search')} />} />
          <DamageTable
            details={details}
            page={page}
            searched={request.search !== ''}
            links={pageLinks(page, (changes) => withParams(`${path}/verification`, query, changes))}
            region={region}
            now={now}
          />
        </>
      )}
    </>
  );
}
