import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageRequest, param, read, regionOf, type SearchParams, withParams } from '@/app/read';
import { pageActor } from '@/app/session';
import { BackupFilters } from '@/components/backups/backup-filters';
import { BackupStrip } from '@/components/backups/backup-strip';
import { BackupTable } from '@/components/backups/backup-table';
import { PageHeader } from '@/components/ui/page-header';
import { formatOffset } from '@/components/ui/time-format';
import { listBackups } from '@/lib/backups/view-backups';
import { liveInstances } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { enableBackupAction } from './actions';

type BackupsPageProps = { params: Promise<{ region: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('backups'))('title') };
}

export default async function BackupsPage({ params, searchParams }: BackupsPageProps) {
  const actor = await pageActor();
  const region = regionOf((await params).region);
  const query = await searchParams;
  const state = param(query, 'status');
  const filter = {
    ...pageRequest(query),
    state: (['ENABLED', 'DISABLED'] as const).find((known) => known === state) ?? null,
  };
  const isFiltered = filter.search !== '' || filter.state !== null;
  const { ports, clock } = server();
  const list = (matching: typeof filter) => listBackups(ports, actor, region.id, matching);
  const [page, others, sources, now] = await read(() =>
    Promise.all([
      list(filter),
      isFiltered ? list({ ...filter, search: '', state: null }) : undefined, // the strip is about all of them
      liveInstances(ports, actor, region.id),
      clock.now(),
    ]),
  );
  const statusHref = (status: string | null) => withParams(`/${region.id}/backups`, query, { status });
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
        backups={(others ?? page).items}
        sources={sources.filter((source) => source.type === 'SOFTWARE')}
        now={now}
        timeZone={region.timeZone}
      />
      <BackupFilters
        status={filter.state}
        hrefs={{ ALL: statusHref(null), ENABLED: statusHref('ENABLED'), DISABLED: statusHref('DISABLED') }}
      />
      <BackupTable
        page={page}
        filtered={isFiltered}
        region={region}
        now={now}
        enableAction={enableBackupAction}
      />
    </>
  );
}
