import { useTranslations } from 'next-intl';
import type { Page } from '@/lib/kernel/page';
import type { Region } from '@/lib/kernel/regions';
import type { ComparedItem } from '@/lib/snapshots/history-model';
import type { ChangeKind } from '@/lib/snapshots/model';
import { Badge, type BadgeTone } from '../ui/badge';
import { type Column, DataTable, type TableSort } from '../ui/data-table';
import type { TableLinks } from '../ui/data-table-pages';
import { EmptyState } from '../ui/empty-state';
import { IdText } from '../ui/id-text';
import { Link } from '../ui/link';
import { PageCount } from '../ui/page-count';
import { RowActions } from '../ui/row-actions';
import { TimeText } from '../ui/time-text';
import { backupItemPath } from './backup-paths';
import { DifferenceSummary } from './difference-summary';

type CompareTableProps = {
  backupId: string;
  page: Page<ComparedItem>;
  /** The slots that are compared. */
  from: Date;
  to: Date;
  isSame: boolean;
  filtered: boolean;
  sort: TableSort;
  links: TableLinks;
  region: Region;
  now: Date;
};

export const changeTones: Readonly<Record<ChangeKind | 'restored', BadgeTone>> = {
  created: 'good',
  restored: 'good',
  rotated: 'info',
  changed: 'warning',
  deleted: 'danger',
};

/** What differs between two points, a row an item, each with what of it. */
export function CompareTable(props: CompareTableProps) {
  const { backupId, page, from, to, isSame, filtered, sort, links, region, now } = props;
  const t = useTranslations('compare');
  const kinds = useTranslations('changes');
  const place = { region: region.id, backupId };
  const itemAt = (item: ComparedItem, at: Date) => backupItemPath(place, item, { day: null, at });
  const columns: readonly Column<ComparedItem>[] = [
    {
      id: 'item',
      header: t('columns.item'),
      sortKey: 'item',
      cell: (item) => (
        <span className="flex flex-col items-start">
          <Link href={itemAt(item, item.kind === 'deleted' ? from : to)} className="break-all">
            {item.alias ?? item.itemId}
          </Link>
          {item.alias !== null && <IdText id={item.itemId} canCopy />}
        </span>
      ),
    },
    { id: 'type', header: t('columns.type'), cell: (item) => t(`type.${item.itemType}`) },
    {
      id: 'kind',
      header: t('columns.kind'),
      card: 'corner',
      cell: (item) => {
        const kind = item.cameBack ? 'restored' : item.kind;
        return <Badge tone={changeTones[kind]}>{kinds(kind)}</Badge>;
      },
    },
    {
      id: 'what',
      header: t('columns.what'),
      cell: (item) =>
        item.differences === null ? (
          <Badge tone="danger">{t('damaged')}</Badge>
        ) : item.differences.length > 0 ? (
          <DifferenceSummary differences={item.differences} />
        ) : (
          <span className="text-ink-3">{t(item.cameBack ? 'cameBack' : `whole.${item.kind}`)}</span>
        ),
    },
    {
      id: 'when',
      header: t('columns.when'),
      sortKey: 'when',
      cell: (item) => <TimeText at={item.changedAt} now={now} timeZone={region.timeZone} />,
    },
    {
      id: 'actions',
      header: t('columns.actions'),
      card: 'actions',
      cell: (item) => (
        <RowActions
          subject={item.alias ?? item.itemId}
          actions={[
            ...(item.kind === 'created'
              ? []
              : [{ id: 'before', label: t('before'), href: itemAt(item, from) }]),
            ...(item.kind === 'deleted' ? [] : [{ id: 'after', label: t('after'), href: itemAt(item, to) }]),
          ]}
        />
      ),
    },
  ];
  const empty = filtered ? 'noMatch' : isSame ? 'samePoint' : 'nothing';
  return (
    <DataTable
      label={t('table')}
      columns={columns}
      rows={page.items}
      rowKey={(item) => `${item.itemType} ${item.itemId}`}
      sort={sort}
      count={<PageCount page={page} all={t('count', { count: page.total })} />}
      {...links}
      empty={<EmptyState title={t(`${empty}.title`)}>{t(`${empty}.help`)}</EmptyState>}
    />
  );
}
