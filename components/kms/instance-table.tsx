import { useFormatter, useTranslations } from 'next-intl';
import type { Page } from '@/lib/kernel/page';
import type { Region } from '@/lib/kernel/regions';
import type { InstanceListItem } from '@/lib/kms/model';
import type { Action } from '../action-result';
import { cx } from '../ui/cx';
import { type Column, DataTable, type TableSort } from '../ui/data-table';
import type { TableLinks } from '../ui/data-table-pages';
import { EmptyState } from '../ui/empty-state';
import { IdText } from '../ui/id-text';
import { Link } from '../ui/link';
import { PageCount } from '../ui/page-count';
import { TimeText } from '../ui/time-text';
import { InstanceActions } from './instance-actions';

type InstanceTableProps = {
  page: Page<InstanceListItem>;
  isNarrowed: boolean;
  sort: TableSort;
  links: TableLinks;
  region: Region;
  now: Date;
  releaseAction: Action<void>;
};

export function InstanceTable(props: InstanceTableProps) {
  const { page, isNarrowed, sort, links, region, now, releaseAction } = props;
  const t = useTranslations('instances');
  const columns: readonly Column<InstanceListItem>[] = [
    {
      id: 'name',
      header: t('columns.name'),
      sortKey: 'name',
      cell: ({ id, name }) => (
        <span className="flex flex-col items-start">
          <Link href={`/${region.id}/instances/${id}`} className="break-words">
            {name}
          </Link>
          <IdText id={id} canCopy />
        </span>
      ),
    },
    { id: 'type', header: t('columns.type'), cell: ({ type }) => t(`type.${type}`) },
    {
      id: 'keys',
      header: t('columns.keys'),
      cell: (row) => <Quota used={row.keyVersions} quota={row.keyQuota} />,
    },
    {
      id: 'secrets',
      header: t('columns.secrets'),
      cell: (row) => <Quota used={row.secrets} quota={row.secretQuota} />,
    },
    {
      id: 'created',
      header: t('columns.created'),
      sortKey: 'created',
      priority: 2,
      cell: ({ createdAt }) => <TimeText at={createdAt} now={now} timeZone={region.timeZone} />,
    },
    {
      id: 'actions',
      header: t('columns.actions'),
      card: 'actions',
      cell: ({ id, name, type }) => (
        <InstanceActions
          instanceId={id}
          name={name}
          region={region.id}
          isSoftware={type === 'SOFTWARE'}
          releaseAction={releaseAction}
        />
      ),
    },
  ];
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={page.items}
      rowKey={({ id }) => id}
      sort={sort}
      count={<PageCount page={page} all={t('count', { count: page.total })} />}
      empty={
        <EmptyState title={isNarrowed ? t('noMatch') : t('empty')}>
          {isNarrowed ? t('noMatchHelp') : t('emptyHelp')}
        </EmptyState>
      }
      {...links}
    />
  );
}

/** "12 of 1,000" over a bar; it warns when nine tenths are used. */
function Quota({ used, quota }: { used: number; quota: number }) {
  const t = useTranslations('instances');
  const format = useFormatter();
  const share = quota === 0 ? 0 : Math.min(used / quota, 1);
  return (
    <span className="flex max-w-36 flex-col gap-1">
      <span className="whitespace-nowrap tabular-nums">
        {t('usedOf', { used: format.number(used), quota: format.number(quota) })}
      </span>
      <span aria-hidden="true" className="h-1 overflow-hidden rounded-full bg-data-0">
        <span
          className={cx('block h-full rounded-full', share >= 0.9 ? 'bg-warning' : 'bg-accent')}
          style={{ width: `${share * 100}%` }}
        />
      </span>
    </span>
  );
}
