import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageRequest, param, read, regionOf, type SearchParams, withParams } from '@/app/read';
import { pageActor } from '@/app/session';
import { CreateKeyButton } from '@/components/kms/create-key-button';
import { KeyTable } from '@/components/kms/key-table';
import { ListFilter } from '@/components/kms/list-filter';
import { EmptyState } from '@/components/ui/empty-state';
import { ButtonLink } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { SearchField } from '@/components/ui/search-field';
import { Toolbar } from '@/components/ui/toolbar';
import { listKeys, liveInstances } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { createKeyAction } from './actions';
import { keyActions } from './key-actions';

type KeysPageProps = { params: Promise<{ region: string }>; searchParams: Promise<SearchParams> };

const states = ['Enabled', 'Disabled', 'PendingDeletion'] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('keys'))('title') };
}

export default async function KeysPage({ params, searchParams }: KeysPageProps) {
  const actor = await pageActor();
  const region = regionOf((await params).region);
  const query = await searchParams;
  const { ports, clock } = server();
  const [instances, now] = await read(() =>
    Promise.all([liveInstances(ports, actor, region.id), clock.now()]),
  );
  const software = instances.filter(({ type }) => type === 'SOFTWARE');
  const instanceId = software.find(({ id }) => id === param(query, 'instance'))?.id ?? null;
  const state = states.find((known) => known === param(query, 'state')) ?? null;
  const request = pageRequest(query);
  const page = await read(() => listKeys(ports, actor, region.id, { ...request, instanceId, state }));

  const t = await getTranslations('keys');
  const shell = await getTranslations('shell');
  const href = (changes: Record<string, string | null>) => withParams(`/${region.id}/keys`, query, changes);
  const all = { id: 'all', label: t('all') };
  const isFiltered = request.search !== '' || instanceId !== null || state !== null;
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
              name={t('fields.instance')}
              chosen={instanceId ?? all.id}
              options={[
                { ...all, href: href({ instance: null, cursor: null }) },
                ...software.map(({ id, name }) => ({
                  id,
                  label: name,
                  href: href({ instance: id, cursor: null }),
                })),
              ]}
            />
            <ListFilter
              name={t('fields.state')}
              chosen={state ?? all.id}
              options={[
                { ...all, href: href({ state: null, cursor: null }) },
                ...states.map((id) => ({
                  id,
                  label: t(`state.${id}`),
                  href: href({ state: id, cursor: null }),
                })),
              ]}
            />
          </>
        }
      >
        <CreateKeyButton region={region.id} instanceId={instanceId} action={createKeyAction} />
      </Toolbar>
      <KeyTable
        page={page}
        region={region}
        now={now}
        actions={keyActions}
        previousHref={page.previous === null ? undefined : href({ cursor: page.previous })}
        nextHref={page.next === null ? undefined : href({ cursor: page.next })}
        empty={
          software.length === 0 ? (
            <EmptyState
              title={t('noInstance')}
              actions={
                <ButtonLink href={`/${region.id}/instances`} variant="primary">
                  {t('toInstances')}
                </ButtonLink>
              }
            >
              {t('noInstanceHelp')}
            </EmptyState>
          ) : (
            <EmptyState title={isFiltered ? t('noMatch') : t('empty')}>
              {isFiltered ? t('noMatchHelp') : t('emptyHelp')}
            </EmptyState>
          )
        }
      />
    </>
  );
}
