import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageRequest, param, read, regionOf, type SearchParams, withParams } from '@/app/read';
import { pageActor } from '@/app/session';
import { CreateSecretButton } from '@/components/kms/create-secret-button';
import { ListFilter } from '@/components/kms/list-filter';
import { SecretTable } from '@/components/kms/secret-table';
import { EmptyState } from '@/components/ui/empty-state';
import { ButtonLink } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { SearchField } from '@/components/ui/search-field';
import { Toolbar } from '@/components/ui/toolbar';
import { listSecrets, liveInstances } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { createSecretAction } from './actions';
import { secretActions } from './secret-actions';

type SecretsPageProps = { params: Promise<{ region: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('secrets'))('title') };
}

export default async function SecretsPage({ params, searchParams }: SecretsPageProps) {
  const actor = await pageActor();
  const region = regionOf((await params).region);
  const query = await searchParams;
  const { ports, clock } = server();
  const [instances, now] = await read(() =>
    Promise.all([liveInstances(ports, actor, region.id), clock.now()]),
  );
  const software = instances.filter(({ type }) => type === 'SOFTWARE');
  const instanceId = software.find(({ id }) => id === param(query, 'instance'))?.id ?? null;
  const request = pageRequest(query);
  const page = await read(() => listSecrets(ports, actor, region.id, { ...request, instanceId }));

  const t = await getTranslations('secrets');
  const shell = await getTranslations('shell');
  const href = (changes: Record<string, string | null>) =>
    withParams(`/${region.id}/secrets`, query, changes);
  const all = { id: 'all', label: t('all') };
  const isFiltered = request.search !== '' || instanceId !== null;
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
          </>
        }
      >
        <CreateSecretButton region={region.id} instanceId={instanceId} action={createSecretAction} />
      </Toolbar>
      <SecretTable
        page={page}
        region={region}
        now={now}
        actions={secretActions}
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
