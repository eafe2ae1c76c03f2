import { useLocale, useTranslations } from 'next-intl';
import type { Page } from '@/lib/kernel/page';
import type { Region } from '@/lib/kernel/regions';
import type { DamagedRecord } from '@/lib/snapshots/verify-model';
import { Badge } from '../ui/badge';
import { type Column, DataTable } from '../ui/data-table';
import type { TableLinks } from '../ui/data-table-pages';
import { EmptyState } from '../ui/empty-state';
import { IdText } from '../ui/id-text';
import { Link } from '../ui/link';
import { PageCount } from '../ui/page-count';
import { formatTime } from '../ui/time-format';
import { backupItemPath } from './backup-paths';

type DamageTableProps = {
  backupId: string;
  page: Page<DamagedRecord>;
  searched: boolean;
  links: TableLinks;
  region: Region;
  now: Date;
};

/** What a verification found: a row a record, with what is wrong and what to do about it. */
export function DamageTable({ backupId, page, searched, links, region, now }: DamageTableProps) {
  const t = useTranslations('verify');
  const locale = useLocale();
  const view = { now, timeZone: region.timeZone, locale };
  const place = { region: region.id, backupId };
  const span = ({ since, until, fromOrdinal }: DamagedRecord) => {
    const from = since ? formatTime(since, view, 'moment') : t('pointNumber', { ordinal: fromOrdinal });
    return until ? t('span', { from, to: formatTime(until, view, 'moment') }) : t('spanOpen', { from });
  };
  const columns: readonly Column<DamagedRecord>[] = [
    {
      id: 'item',
      header: t('columns.item'),
      cell: (record) =>
        record.since ? (
          <Link
            href={backupItemPath(place, record, { day: null, at: record.since })}
            className={record.itemType === 'KEY' ? 'mono break-all' : 'break-all'}
          >
            {record.itemId}
          </Link>
        ) : record.itemType === 'KEY' ? (
          <IdText id={record.itemId} />
        ) : (
          <span className="break-all">{record.itemId}</span>
        ),
    },
    { id: 'type', header: t('columns.type'), cell: (record) => t(`type.${record.itemType}`) },
    {
      id: 'kind',
      header: t('columns.kind'),
      card: 'corner',
      cell: (record) => <Badge tone="danger">{t(`kind.${record.kind}`)}</Badge>,
    },
    { id: 'span', header: t('columns.span'), cell: span },
    {
      id: 'todo',
      header: t('columns.todo'),
      cell: (record) => (
        <span className="text-ink-2">{t(record.toOrdinal === null ? 'todo.open' : 'todo.closed')}</span>
      ),
    },
  ];
  const empty = searched ? 'noMatch' : 'nothing';
  return (
    <DataTable
      label={t('table')}
      columns={columns}
      rows={page.items}
      rowKey={({ itemType, itemId, fromOrdinal }) => `${itemType} ${itemId} ${fromOrdinal}`}
      count={<PageCount page={page} all={t('count', { count: page.total })} />}
      {...links}
      empty={<EmptyState title={t(`${empty}.title`)}>{t(`${empty}.help`)}</EmptyState>}
    />
  );
}
