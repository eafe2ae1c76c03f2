// biome-ignore-all lint/a11y/noRedundantRoles: as cards (display: grid, block) the elements lose their roles
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { type Column, cellClass, columnClass, textClass } from './data-table-column';
import { SortLink, type TableSort } from './data-table-sort';
import { Icon } from './icon';
import { Link } from './link';

export type { Column } from './data-table-column';
export type { TableSort } from './data-table-sort';

export type DataTableProps<Row> = {
  /** What the table lists; its name for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: TableSort | undefined;
  /** At the foot, as "5 backup instances". */
  count?: ReactNode;
  /** Keyset pages: the address of each neighbour there is. */
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** Stands in the table when there are no rows; use `EmptyState`. */
  empty?: ReactNode;
  className?: string | undefined;
};

/**
 * A real table, made on the server: needs no JavaScript. Where it is narrow (a phone, a panel) every row becomes
 * a card with label and value pairs and keeps its actions. Roles are spelt out because cards lose the table layout.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, sort, empty, className } = props;
  return (
    <div className={cx('@container', className)}>
      <div className="@2xl:overflow-x-auto @2xl:rounded-card @2xl:border @2xl:border-line @2xl:bg-surface">
        <table role="table" aria-label={label} className="w-full text-left @max-2xl:block">
          <thead role="rowgroup" className="bg-sunken text-ink-2 @max-2xl:sr-only">
            <tr role="row">
              {columns.map((column) => (
                <HeaderCell key={column.id} column={column} sort={sort} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" className="@max-2xl:flex @max-2xl:flex-col @max-2xl:gap-2.5">
            {rows.map((row) => (
              <BodyRow key={rowKey(row)} row={row} columns={columns} />
            ))}
          </tbody>
        </table>
        {rows.length === 0 && (
          <div className="@max-2xl:rounded-card @max-2xl:border @max-2xl:border-line @max-2xl:bg-surface @2xl:border-line @2xl:border-t">
            {empty}
          </div>
        )}
        <Footer {...props} />
      </div>
    </div>
  );
}

function HeaderCell<Row>({ column, sort }: { column: Column<Row>; sort: TableSort | undefined }) {
  const direction = sort?.by === column.sortKey ? sort?.direction : undefined;
  const isSorted = column.sortKey !== undefined && direction !== undefined;
  return (
    <th
      role="columnheader"
      scope="col"
      {...(isSorted && { 'aria-sort': direction })}
      {...(column.width !== undefined && { style: { width: column.width } })}
      className={cx('h-9 whitespace-nowrap bg-sunken px-3 font-medium text-caption', columnClass(column))}
    >
      {column.sortKey !== undefined && sort !== undefined ? (
        <SortLink sortKey={column.sortKey} sort={sort}>
          {column.header}
        </SortLink>
      ) : (
        column.header
      )}
    </th>
  );
}

function BodyRow<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  return (
    <tr
      role="row"
      className="group/row border-line @2xl:border-t @2xl:hover:bg-hover @max-2xl:grid @max-2xl:grid-cols-[minmax(0,1fr)_fit-content(55%)] @max-2xl:gap-x-3 @max-2xl:gap-y-1 @max-2xl:rounded-card @max-2xl:border @max-2xl:bg-surface @max-2xl:p-3.5"
    >
      {columns.map((column, index) => {
        const place = column.card ?? (index === 0 ? 'title' : 'pair');
        const className = cx('px-3 py-2.5 align-top @max-2xl:p-0', columnClass(column), cellClass(place));
        const content = (
          <>
            {place === 'pair' && (
              <span aria-hidden="true" className="text-caption text-ink-3 leading-5 @2xl:hidden">
                {column.header}
              </span>
            )}
            <div className={textClass(column, index === 0)}>{column.cell(row)}</div>
          </>
        );
        return index === 0 ? (
          <th key={column.id} role="rowheader" scope="row" className={cx('font-normal', className)}>
            {content}
          </th>
        ) : (
          <td key={column.id} role="cell" className={className}>
            {content}
          </td>
        );
      })}
    </tr>
  );
}

function Footer<Row>({ count, previousHref, nextHref }: DataTableProps<Row>) {
  const t = useTranslations('ui');
  const hasPages = previousHref !== undefined || nextHref !== undefined;
  if (count === undefined && !hasPages) return null;
  return (
    <div className="flex min-h-10 items-center justify-between gap-3 border-line px-3.5 text-caption text-ink-2 @2xl:border-t @max-2xl:px-0.5">
      <span>{count}</span>
      {hasPages && (
        <nav aria-label={t('pages')} className="flex items-center gap-1">
          <PageLink href={previousHref} label={t('previousPage')} icon="chevronLeft" />
          <PageLink href={nextHref} label={t('nextPage')} icon="chevronRight" />
        </nav>
      )}
    </div>
  );
}

type PageLinkProps = { href: string | undefined; label: string; icon: 'chevronLeft' | 'chevronRight' };

function PageLink({ href, label, icon }: PageLinkProps) {
  const box = 'grid size-7 place-items-center rounded-control';
  if (href === undefined) {
    return (
      <span aria-hidden="true" className={cx(box, 'opacity-40')}>
        <Icon name={icon} />
      </span>
    );
  }
  return (
    <Link href={href} quiet aria-label={label} title={label} className={cx(box, 'hover:bg-hover')}>
      <Icon name={icon} />
    </Link>
  );
}
