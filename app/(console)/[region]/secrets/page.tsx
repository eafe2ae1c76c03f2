import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { kmsListPage, type ListPageProps } from '@/app/kms-list';
import { isNarrowed, matchParams, secretMatch } from '@/app/list-match';
import { pageLinks, param, read, withParams } from '@/app/read';
import { CreateSecretButton } from '@/components/kms/create-secret-button';
import { KmsListEmpty, KmsListFrame } from '@/components/kms/kms-list-frame';
import { SecretTable } from '@/components/kms/secret-table';
import { SelectionBar } from '@/components/kms/selection-bar';
import { ListFilter } from '@/components/ui/list-filter';
import { formatSort, parseSort } from '@/lib/kernel/sort';
import { secretSorts, secretStates, usualSecretSort } from '@/lib/kms/list-orders';
import { listSecrets } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { createSecretAction } from './actions';
import { scheduleSecretsDeletionAction, updateSecretsAction } from './bulk-actions';
import { secretActions } from './secret-actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('secrets'))('title') };
}

export default async function SecretsPage(props: ListPageProps) {
  const { actor, region, query, now, software, request, href, hrefFromStart } = await kmsListPage(
    'secrets',
    props,
  );
  const { instanceId } = request;
  const match = { ...secretMatch(query), instanceId };
  const { state, keyId } = match;
  const sort = parseSort(param(query, 'sort'), secretSorts, usualSecretSort);
  const page = await read(() =>
    listSecrets(server().ports, actor, region.id, { ...request, ...match, sort }),
  );

  const t = await getTranslations('secrets');
  return (
    <KmsListFrame
      list="secrets"
      create={<CreateSecretButton region={region.id} instanceId={instanceId} action={createSecretAction} />}
      filters={
        <>
          <ListFilter
            name={t('fields.instance')}
            chosen={instanceId}
            options={software.map(({ id, name }) => ({ id, label: name }))}
            href={(instance) => hrefFromStart({ instance })}
          />
          <ListFilter
            name={t('fields.state')}
            chosen={state}
            options={secretStates.map((id) => ({ id, label: t(`state.${id}`) }))}
            href={(chosen) => hrefFromStart({ state: chosen })}
          />
          {keyId !== null && (
            <ListFilter
              name={t('fields.encryptionKey')}
              chosen={keyId}
              options={[{ id: keyId, label: keyId }]}
              href={(key) => hrefFromStart({ key })}
            />
          )}
        </>
      }
    >
      <SecretTable
        page={page}
        region={region}
        now={now}
        actions={secretActions}
        sort={{
          ...sort,
          href: (by, direction) => hrefFromStart({ sort: formatSort({ by, direction }) }),
        }}
        links={pageLinks(page, href)}
        empty={
          <KmsListEmpty
            list="secrets"
            region={region.id}
            hasInstance={software.length > 0}
            isNarrowed={isNarrowed(match)}
          />
        }
      />
      <SelectionBar
        list="secrets"
        region={region.id}
        total={page.total}
        matchingHref={withParams(`/api/regions/${region.id}/matching/secrets`, {}, matchParams(match))}
        actions={{ update: updateSecretsAction, scheduleDeletion: scheduleSecretsDeletionAction }}
      />
    </KmsListFrame>
  );
}
