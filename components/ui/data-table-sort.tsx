import { useTranslations } from 'next-intl';
import type { SortDirection } from '@/lib/kernel/sort';
import { cx } from './cx';
import type { Column } from './data-table-column';
import { Icon } from './icon';
import { Link } from './link';

export type TableSort = {
  by: string;
  direction: SortDirection;
  /** The address of the list sorted so, from its first page. */
  href: (by: string, direction: SortDirection) => string;
};

type SortLinkProps = { sortKey: string; sort: TableSort; children: string; className?: string | undefined };

export function SortLink({ sortKey, sort, children, className }: SortLinkProps) {
  const isCurrent = sort.by === sortKey;
  const next = isCurrent && sort.direction === 'ascending' ? 'descending' : 'ascending';
  return (
    <Link
      href={sort.href(sortKey, next)}
      quiet
      scroll={false}
      className={cx('inline-flex min-h-6 items-center gap-1', className)}
    >
      {children}
      {isCurrent && <Icon name={sort.direction === 'ascending' ? 'sortUp' : 'sortDown'} className="size-3" />}
    </Link>
  );
}

/** The same choice where the rows are cards, and headers don't show. */
export function SortStrip<Row>({ columns, sort }: { columns: readonly Column<Row>[]; sort: TableSort }) {
  const t = useTranslations('ui');
  const sortable = columns.filter(({ sortKey }) => sortKey !== undefined);
  const current = sortable.find(({ sortKey }) => sortKey === sort.by);
  return (
    <nav aria-label={t('sortBy')} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span aria-hidden="true" className="text-ink-3">
        {t('sortBy')}
      </span>
      {sortable.map(({ id, header, sortKey = '' }) => (
        <span key={id} className={cx('inline-flex', id === current?.id && 'font-medium text-ink')}>
          <SortLink sortKey={sortKey} sort={sort}>
            {header}
          </SortLink>
          {id === current?.id && <span className="sr-only">{t(`sorted.${sort.direction}`)}</span>}
        </span>
      ))}
    </nav>
  );
}
