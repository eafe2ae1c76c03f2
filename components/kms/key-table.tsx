import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Page } from '@/lib/kernel/page';
import type { Region } from '@/lib/kernel/regions';
import type { KeyListItem } from '@/lib/kms/model';
import { type Column, DataTable, type TableSort } from '../ui/data-table';
import type { TableLinks } from '../ui/data-table-pages';
import { IdText } from '../ui/id-text';
import { Link } from '../ui/link';
import { PageCount } from '../ui/page-count';
import { TimeText } from '../ui/time-text';
import { InstanceName } from './instance-name';
import { KeyActions } from './key-actions';
import { KeyStatus } from './key-state';
import type { KeyActions as Actions } from './kms-actions';
import { SelectBox, SelectPageBox } from './select-box';
import type { Selected } from './selection';

type KeyTableProps = {
  page: Page<KeyListItem>;
  region: Region;
  now: Date;
  actions: Actions;
  sort: TableSort;
  links: TableLinks;
  empty: ReactNode;
};

export function KeyTable({ page, region, now, actions, sort, links, empty }: KeyTableProps) {
  const t = useTranslations('keys');
  const bulk = useTranslations('bulk');
  const when = { now, timeZone: region.timeZone };
  const path = (keyId: string) => `/${region.id}/keys/${keyId}`;
  const columns: readonly Column<KeyListItem>[] = [
    {
      id: 'key',
      header: t('columns.key'),
      sortKey: 'name',
      cell: ({ keyId, alias }) => (
        <span className="flex flex-col items-start">
          {alias !== null && <Link href={path(keyId)}>{alias}</Link>}
          <IdText id={keyId} href={alias === null ? path(keyId) : undefined} canCopy />
        </span>
      ),
    },
    {
      id: 'instance',
      header: t('columns.instance'),
      cell: ({ instanceName }) => <InstanceName name={instanceName} />,
    },
    { id: 'spec', header: t('columns.spec'), priority: 3, cell: ({ spec }) => spec },
    {
      id: 'state',
      header: t('columns.state'),
      sortKey: 'state',
      card: 'corner',
      cell: ({ state, deletionAt }) => (
        <span className="flex flex-col items-start @max-2xl:items-end">
          <KeyStatus state={state} />
          {deletionAt && (
            <span className="text-caption text-warning-ink">
              <TimeText at={deletionAt} style="day" {...when} />
            </span>
          )}
        </span>
      ),
    },
    {
      id: 'versions',
      header: t('columns.versions'),
      align: 'end',
      priority: 2,
      cell: ({ versionCount }) => versionCount,
    },
    {
      id: 'rotated',
      header: t('columns.rotated'),
      sortKey: 'rotated',
      priority: 3,
      cell: ({ rotatedAt }) =>
        rotatedAt ? (
          <TimeText at={rotatedAt} {...when} />
        ) : (
          <span className="text-ink-3">{t('neverRotated')}</span>
        ),
    },
    {
      id: 'created',
      header: t('columns.created'),
      sortKey: 'created',
      priority: 2,
      cell: ({ createdAt }) => <TimeText at={createdAt} {...when} />,
    },
    {
      id: 'actions',
      header: t('columns.actions'),
      card: 'actions',
      cell: ({ keyId, alias, state, spec }) => (
        <KeyActions
          region={region.id}
          keyId={keyId}
          alias={alias}
          state={state}
          spec={spec}
          actions={actions}
          place="row"
        />
      ),
    },
  ];
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={page.items}
      rowKey={({ keyId }) => keyId}
      sort={sort}
      selection={{
        label: bulk('selectPage'),
        header: <SelectPageBox items={page.items.map(selected)} />,
        cell: (key) => <SelectBox item={selected(key)} />,
      }}
      count={<PageCount page={page} all={t('count', { count: page.total })} />}
      empty={empty}
      {...links}
    />
  );
}

const selected = ({ keyId, alias }: KeyListItem): Selected => ({ id: keyId, label: alias ?? keyId });
