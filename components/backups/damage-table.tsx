import { useLocale, useTranslations } from 'next-intl';
import type { Page } from '@/lib/kernel/page';
import type { Region } from '@/lib/kernel/regions';
import { damageStanding } from '@/lib/snapshots/damage-standing';
import type { BackupDetails } from '@/lib/snapshots/model';
import type { DamagedRecord } from '@/lib/snapshots/verify-model';
import { Badge } from '../ui/badge';
import { type Column, DataTable } from '../ui/data-table';
import type { TableLinks } from '../ui/data-table-pages';
import { EmptyState } from '../ui/empty-state';
import { IdText } from '../ui/id-text';
import { Link } from '../ui/link';
import { PageCount } from '../ui/page-count';
import { formatDay, formatTime } from '../ui/time-format';
import { backupItemPath } from './backup-paths';

type DamageTableProps = {
  details: BackupDetails;
  page: Page<DamagedRecord>;
  searched: boolean;
  links: TableLinks;
  region: Region;
  now: Date;
};

/** What a verification found: a row a record, with what is wrong and what to do about it. */
export function DamageTable({ details, page, searched, links, region, now }: DamageTableProps) {
  const t = useTranslations('verify');
  const locale = useLocale();
  const view = { now, timeZone: region.timeZone, locale };
  const { backup } = details;
  const place = { region: region.id, backupId: backup.id };
  const span = ({ since, until, fromOrdinal }: DamagedRecord) => {
    const from = since ? formatTime(since, view, 'moment') : t('pointNumber', { ordinal: fromOrdinal });
    return until ? t('span', { from, to: formatTime(until, view, 'moment') }) : t('spanOpen', { from });
  };
  const todo = (record: DamagedRecord) => {
    const { remedy, untilDay } = damageStanding(record, details);
    if (remedy === 'past') return t(backup.type === 'PURCHASED' ? 'todo.pastExtendable' : 'todo.past');
    if (remedy !== 'lasts') return t(`todo.${remedy}`);
    return untilDay ? t('todo.lastsUntil', { day: formatDay(untilDay, locale) }) : t('todo.lasts');
  };
  const columns: readonly Column<DamagedRecord>[] = [
    {
      id: 'item',
      header: t('columns.item'),
      cell: (record) => <ItemName record={record} details={details} place={place} />,
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
      cell: (record) => <span className="text-ink-2">{todo(record)}</span>,
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

type ItemNameProps = {
  record: DamagedRecord;
  details: BackupDetails;
  place: { region: string; backupId: string };
};

/** The alias of a key, if one is still known, and its ID; a link where the state can be looked at. */
function ItemName({ record, details, place }: ItemNameProps) {
  const { itemType, itemId, alias } = record;
  const { shownAt } = damageStanding(record, details);
  const linked = (text: string, className: string) =>
    shownAt ? (
      <Link href={backupItemPath(place, record, shownAt)} className={className}>
        {text}
      </Link>
    ) : (
      <span className={className}>{text}</span>
    );
  if (itemType !== 'KEY') return linked(itemId, 'break-all');
  if (!alias) return shownAt ? linked(itemId, 'mono break-all') : <IdText id={itemId} />;
  return (
    <span className="flex flex-col items-start">
      {linked(alias, 'break-all')}
      <IdText id={itemId} />
    </span>
  );
}
