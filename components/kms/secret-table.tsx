import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Page } from '@/lib/kernel/page';
import type { Region } from '@/lib/kernel/regions';
import type { SecretListItem } from '@/lib/kms/model';
import { type Column, DataTable, type TableSort } from '../ui/data-table';
import type { TableLinks } from '../ui/data-table-pages';
import { Link } from '../ui/link';
import { PageCount } from '../ui/page-count';
import { TimeText } from '../ui/time-text';
import { InstanceName } from './instance-name';
import type { SecretActions as Actions } from './kms-actions';
import { SecretActions } from './secret-actions';
import { secretPath } from './secret-path';
import { SecretStatus } from './secret-status';
import { SelectBox, SelectPageBox } from './select-box';
import type { Selected } from './selection';

type SecretTableProps = {
  page: Page<SecretListItem>;
  region: Region;
  now: Date;
  actions: Actions;
  sort: TableSort;
  links: TableLinks;
  empty: ReactNode;
};

export function SecretTable(props: SecretTableProps) {
  const { page, region, now, actions, sort, links, empty } = props;
  const t = useTranslations('secrets');
  const bulk = useTranslations('bulk');
  const when = { now, timeZone: region.timeZone };
  const columns: readonly Column<SecretListItem>[] = [
    {
      id: 'name',
      header: t('columns.name'),
      sortKey: 'name',
      width: '15rem',
      cell: ({ name }) => (
        <Link href={secretPath(region.id, name)} className="break-all">
          {name}
        </Link>
      ),
    },
    {
      id: 'instance',
      header: t('columns.instance'),
      cell: ({ instanceName }) => <InstanceName name={instanceName} />,
    },
    {
      id: 'key',
      header: t('columns.key'),
      priority: 2,
      cell: ({ keyId }) => (
        <Link href={`/${region.id}/keys/${keyId}`} className="mono whitespace-nowrap">
          {keyId}
        </Link>
      ),
    },
    {
      id: 'versions',
      header: t('columns.versions'),
      align: 'end',
      priority: 3,
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
      priority: 3,
      cell: ({ createdAt }) => <TimeText at={createdAt} {...when} />,
    },
    {
      id: 'state',
      header: t('columns.state'),
      card: 'corner',
      cell: ({ deletionAt }) => <SecretStatus deletionAt={deletionAt} {...when} />,
    },
    {
      id: 'actions',
      header: t('columns.actions'),
      card: 'actions',
      cell: ({ name, deletionAt }) => (
        <SecretActions
          region={region.id}
          name={name}
          isLeaving={deletionAt !== null}
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
      rowKey={({ name }) => name}
      sort={sort}
      selection={{
        label: bulk('selectPage'),
        header: <SelectPageBox items={page.items.map(selected)} />,
        cell: (secret) => <SelectBox item={selected(secret)} />,
      }}
      count={<PageCount page={page} all={t('count', { count: page.total })} />}
      empty={empty}
      {...links}
    />
  );
}

const selected = ({ name }: SecretListItem): Selected => ({ id: name, label: name });
