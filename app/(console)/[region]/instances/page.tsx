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
import { CreateInstanceButton } from '@/components/kms/create-instance-button';
import { InstanceTable } from '@/components/kms/instance-table';
import { ListFilter } from '@/components/ui/list-filter';
import { PageHeader } from '@/components/ui/page-header';
import { SearchField } from '@/components/ui/search-field';
import { Toolbar } from '@/components/ui/toolbar';
import { formatSort, parseSort } from '@/lib/kernel/sort';
import { instanceSorts, usualInstanceSort } from '@/lib/kms/list-orders';
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
  const query = await searchParams;
  const type = known(query, 'type', ['SOFTWARE', 'HARDWARE']);
  const sort = parseSort(param(query, 'sort'), instanceSorts, usualInstanceSort);
  const asked = { ...pageRequest(query), type, sort };
  const { ports, clock } = server();
  const [page, now] = await read(() =>
    Promise.all([listInstances(ports, actor, region.id, asked), clock.now()]),
  );
  const href = (changes: Record<string, string | null>) =>
    withParams(`/${region.id}/instances`, query, changes);
  const t = await getTranslations('instances');
  const shell = await getTranslations('shell');
  return (
    <>
      <PageHeader
        crumbs={[{ label: shell('service') }, { label: t('title') }]}
        title={t('title')}
        help={t('help')}
      />
      <Toolbar
        end={
          <>
            <SearchField label={t('search')} />
            <ListFilter
              name={t('columns.type')}
              chosen={type}
              options={(['SOFTWARE', 'HARDWARE'] as const).map((id) => ({ id, label: t(`type.${id}`) }))}
              href={(id) => href({ type: id, cursor: null })}
            />
          </>
        }
      >
        <CreateInstanceButton region={region.id} action={createInstanceAction} />
      </Toolbar>
      <InstanceTable
        page={page}
        isNarrowed={asked.search !== '' || type !== null}
        sort={{
          ...sort,
          href: (by, direction) => href({ sort: formatSort({ by, direction }), cursor: null }),
        }}
        links={pageLinks(page, href)}
        region={region}
        now={now}
        releaseAction={releaseInstanceAction}
      />
    </>
  );
}
