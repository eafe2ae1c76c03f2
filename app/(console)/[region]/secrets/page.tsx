import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { kmsListPage, type ListPageProps } from '@/app/kms-list';
import { known, pageLinks, param, read } from '@/app/read';
import { CreateSecretButton } from '@/components/kms/create-secret-button';
import { KmsListEmpty, KmsListFrame } from '@/components/kms/kms-list-frame';
import { SecretTable } from '@/components/kms/secret-table';
import { ListFilter } from '@/components/ui/list-filter';
import { formatSort, parseSort } from '@/lib/kernel/sort';
import { secretSorts, secretStates, usualSecretSort } from '@/lib/kms/list-orders';
import { keyId as keyIdRule } from '@/lib/kms/schema';
import { listSecrets } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { createSecretAction } from './actions';
import { secretActions } from './secret-actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('secrets'))('title') };
}

export default async function SecretsPage(props: ListPageProps) {
  const { actor, region, query, now, software, request, href, hrefFromStart } = await kmsListPage(
    'secrets',
    props,
  );
  const { search, instanceId } = request;
  const state = known(query, 'state', secretStates);
  const keyId = keyIdRule.safeParse(param(query, 'key')).data ?? null;
  const sort = parseSort(param(query, 'sort'), secretSorts, usualSecretSort);
  const asked = { ...request, state, keyId, sort };
  const page = await read(() => listSecrets(server().ports, actor, region.id, asked));

  const t = await getTranslations('secrets');
  const isNarrowed = [search, instanceId, state, keyId].some((value) => value !== null && value !== '');
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
            isNarrowed={isNarrowed}
          />
        }
      />
    </KmsListFrame>
  );
}
