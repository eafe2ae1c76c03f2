import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageRequest, read, regionOf, type SearchParams } from '@/app/read';
import { pageActor } from '@/app/session';
import { CreateInstanceButton } from '@/components/kms/create-instance-button';
import { InstanceTable } from '@/components/kms/instance-table';
import { PageHeader } from '@/components/ui/page-header';
import { SearchField } from '@/components/ui/search-field';
import { Toolbar } from '@/components/ui/toolbar';
import { listInstances } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { createInstanceAction, releaseInstanceAction } from './actions';

type InstancesPageProps = { params: Promise<{ region: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('instances'))('title') };
}

export default async function InstancesPage({ params, searchParams }: InstancesPageProps) {
  const actor = await pageActor();
  const region = regionOf((await params).region);
  const request = pageRequest(await searchParams);
  const { ports, clock } = server();
  const [page, now] = await read(() =>
    Promise.all([listInstances(ports, actor, region.id, { ...request, type: null }), clock.now()]),
  );
  const t = await getTranslations('instances');
  const shell = await getTranslations('shell');
  return (
    <>
      <PageHeader
        crumbs={[{ label: shell('service') }, { label: t('title') }]}
        title={t('title')}
        help={t('help')}
      />
      <Toolbar end={<SearchField label={t('search')} />}>
        <CreateInstanceButton region={region.id} action={createInstanceAction} />
      </Toolbar>
      <InstanceTable
        page={page}
        search={request.search}
        region={region}
        now={now}
        releaseAction={releaseInstanceAction}
      />
    </>
  );
}
