import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import {
  known,
  pageLinks,
  pageRequest,
  param,
  read,
  regionOf,
  type SearchParams,
  withParams,
} from '@/app/read';
import { pageActor } from '@/app/session';
import { BackupFilters } from '@/components/backups/backup-filters';
import { BackupStrip } from '@/components/backups/backup-strip';
import { BackupTable } from '@/components/backups/backup-table';
import { PageHeader } from '@/components/ui/page-header';
import { formatOffset } from '@/components/ui/time-format';
import { backupSorts, usualBackupSort } from '@/lib/backups/list-orders';
import { allBackups, listBackups } from '@/lib/backups/view-backups';
import { formatSort, parseSort } from '@/lib/kernel/sort';
import { liveInstances } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { enableBackupAction, verifyBackupAction } from './actions';

type BackupsPageProps = { params: Promise<{ region: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('backups'))('title') };
}

export default async function BackupsPage({ params, searchParams }: BackupsPageProps) {
  const actor = await pageActor();
  const region = regionOf((await params).region);
  const query = await searchParams;
  const state = known(query, 'status', ['ENABLED', 'DISABLED']);
  const type = known(query, 'type', ['DEFAULT', 'PURCHASED', 'UPLOAD']);
  const sort = parseSort(param(query, 'sort'), backupSorts, usualBackupSort);
  const filter = { ...pageRequest(query), state, type, sort };
  const { ports, clock } = server();
  const [page, all, sources, now] = await read(() =>
    Promise.all([
      listBackups(ports, actor, region.id, filter),
      allBackups(ports, actor, region.id), // the strip is about all of them
      liveInstances(ports, actor, region.id),
      clock.now(),
    ]),
  );
  const href = (changes: Record<string, string | null>) =>
    withParams(`/${region.id}/backups`, query, changes);
  const t = await getTranslations('backups');
  const shell = await getTranslations('shell');
  return (
    <>
      <PageHeader
        crumbs={[{ label: shell('service') }, { label: t('title') }]}
        title={t('title')}
        help={t('help', { offset: formatOffset(now, region.timeZone) })}
      />
      <BackupStrip
        backups={all}
        sources={sources.filter((source) => source.type === 'SOFTWARE')}
        now={now}
        timeZone={region.timeZone}
      />
      <BackupFilters status={state} type={type} href={(changes) => href({ ...changes, cursor: null })} />
      <BackupTable
        page={page}
        filtered={filter.search !== '' || state !== null || type !== null}
        sort={{
          ...sort,
          href: (by, direction) => href({ sort: formatSort({ by, direction }), cursor: null }),
        }}
        links={pageLinks(page, href)}
        region={region}
        now={now}
        enableAction={enableBackupAction}
        verifyAction={verifyBackupAction}
      />
    </>
  );
}
