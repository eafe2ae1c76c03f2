import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { kmsListPage, type ListPageProps } from '@/app/kms-list';
import { isNarrowed, keyMatch, matchParams } from '@/app/list-match';
import { pageLinks, param, read, withParams } from '@/app/read';
import { CreateKeyButton } from '@/components/kms/create-key-button';
import { KeyTable } from '@/components/kms/key-table';
import { KmsListEmpty, KmsListFrame } from '@/components/kms/kms-list-frame';
import { SelectionBar } from '@/components/kms/selection-bar';
import { ListFilter } from '@/components/ui/list-filter';
import { formatSort, parseSort } from '@/lib/kernel/sort';
import { keySorts, usualKeySort } from '@/lib/kms/list-orders';
import { keySpecs, keyStates, keyUsages } from '@/lib/kms/model';
import { listKeys } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { createKeyAction } from './actions';
import { scheduleKeysDeletionAction, updateKeysAction } from './bulk-actions';
import { keyActions } from './key-actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('keys'))('title') };
}

export default async function KeysPage(props: ListPageProps) {
  const { actor, region, query, now, software, request, href, hrefFromStart } = await kmsListPage(
    'keys',
    props,
  );
  const { instanceId } = request;
  const match = { ...keyMatch(query), instanceId };
  const { state, spec, usage } = match;
  const sort = parseSort(param(query, 'sort'), keySorts, usualKeySort);
  const page = await read(() => listKeys(server().ports, actor, region.id, { ...request, ...match, sort }));

  const t = await getTranslations('keys');
  return (
    <KmsListFrame
      list="keys"
      create={<CreateKeyButton region={region.id} instanceId={instanceId} action={createKeyAction} />}
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
            options={keyStates.map((id) => ({ id, label: t(`state.${id}`) }))}
            href={(chosen) => hrefFromStart({ state: chosen })}
          />
          <ListFilter
            name={t('fields.spec')}
            chosen={spec}
            options={keySpecs.map((id) => ({ id, label: id }))}
            href={(chosen) => hrefFromStart({ spec: chosen })}
          />
          <ListFilter
            name={t('fields.usage')}
            chosen={usage}
            options={keyUsages.map((id) => ({ id, label: id }))}
            href={(chosen) => hrefFromStart({ usage: chosen })}
          />
        </>
      }
    >
      <KeyTable
        page={page}
        region={region}
        now={now}
        actions={keyActions}
        sort={{
          ...sort,
          href: (by, direction) => hrefFromStart({ sort: formatSort({ by, direction }) }),
        }}
        links={pageLinks(page, href)}
        empty={
          <KmsListEmpty
            list="keys"
            region={region.id}
            hasInstance={software.length > 0}
            isNarrowed={isNarrowed(match)}
          />
        }
      />
      <SelectionBar
        list="keys"
        region={region.id}
        total={page.total}
        matchingHref={withParams(`/api/regions/${region.id}/matching/keys`, {}, matchParams(match))}
        actions={{ update: updateKeysAction, scheduleDeletion: scheduleKeysDeletionAction }}
      />
    </KmsListFrame>
  );
}
