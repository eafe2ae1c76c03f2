import type { ReactNode } from 'react';
import { cx } from './cx';
import { type Column, cellClass, columnClass, textClass } from './data-table-column';
import { type TableLinks, TablePages } from './data-table-pages';
import { SortLink, SortStrip, type TableSort } from './data-table-sort';

export type { Column } from './data-table-column';
export type { TableSort } from './data-table-sort';

/** Rows that can be chosen, by checkboxes that `header` (of all on the page) and `cell` show. */
export type TableSelection<Row> = { label: string; header: ReactNode; cell: (row: Row) => ReactNode };

export type DataTableProps<Row> = TableLinks & {
  /** What the table lists; its name for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: TableSort | undefined;
  selection?: TableSelection<Row> | undefined;
  /** At the foot, as "5 backup instances" or "21–40 of 100,000 keys". */
  count?: ReactNode;
  /** Stands in the table when there are no rows; use `EmptyState`. */
  empty?: ReactNode;
  className?: string | undefined;
};

/**
 * A real table, made on the server: needs no JavaScript. Where it is narrow (a phone, a panel) every row becomes
 * a card with label and value pairs and keeps its actions. Roles are spelt out because cards lose the table layout.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, sort, selection, empty, className } = props;
  const hasRows = rows.length > 0;
  return (
    <div className={cx('@container', className)}>
      {hasRows && (sort || selection) && (
        <div className="@2xl:hidden mb-2.5 flex flex-wrap items-center gap-x-4 gap-y-1.5 px-0.5 text-caption text-ink-2">
          {selection && (
            <span className="inline-flex items-center gap-2">
              {selection.header}
              <span aria-hidden="true">{selection.label}</span>
            </span>
          )}
          {sort && <SortStrip columns={columns} sort={sort} />}
        </div>
      )}
      <div className="@2xl:overflow-x-auto @2xl:rounded-card @2xl:border @2xl:border-line @2xl:bg-surface">
        <table aria-label={label} className="w-full text-left @max-2xl:block">
          <thead className="bg-sunken text-ink-2 @max-2xl:sr-only">
            <tr>
              {selection && (
                <th scope="col" className="h-9 w-px bg-sunken pl-3">
                  <span className={cx('sr-only', hasRows && '@2xl:hidden')}>{selection.label}</span>
                  {hasRows && <span className="flex @max-2xl:hidden">{selection.header}</span>}
                </th>
              )}
              {columns.map((column) => (
                <HeaderCell key={column.id} column={column} sort={sort} />
              ))}
            </tr>
          </thead>
          <tbody className="@max-2xl:flex @max-2xl:flex-col @max-2xl:gap-2.5">
            {rows.map((row) => (
              <BodyRow key={rowKey(row)} row={row} columns={columns} selection={selection} />
            ))}
          </tbody>
        </table>
        {rows.length === 0 && (
          <div className="@max-2xl:rounded-card @max-2xl:border @max-2xl:border-line @max-2xl:bg-surface @2xl:border-line @2xl:border-t">
            {empty}
          </div>
        )}
        <TablePages {...props} />
      </div>
    </div>
  );
}

function HeaderCell<Row>({ column, sort }: { column: Column<Row>; sort: TableSort | undefined }) {
  const direction = sort?.by === column.sortKey ? sort?.direction : undefined;
  const isSorted = column.sortKey !== undefined && direction !== undefined;
  return (
    <th
      scope="col"
      {...(isSorted && { 'aria-sort': direction })}
      {...(column.width !== undefined && { style: { width: column.width } })}
      className={cx('h-9 whitespace-nowrap bg-sunken px-3 font-medium text-caption', columnClass(column))}
    >
      {column.sortKey !== undefined && sort !== undefined ? (
        <>
          <SortLink sortKey={column.sortKey} sort={sort} className="@max-2xl:hidden">
            {column.header}
          </SortLink>
          <span className="@2xl:hidden">{column.header}</span>
        </>
      ) : (
        column.header
      )}
    </th>
  );
}

type BodyRowProps<Row> = {
  row: Row;
  columns: readonly Column<Row>[];
  selection: TableSelection<Row> | undefined;
};

function BodyRow<Row>({ row, columns, selection }: BodyRowProps<Row>) {
  return (
    <tr
      className={cx(
        selection && '@max-2xl:relative @max-2xl:pl-11',
        'group/row border-line @2xl:border-t @2xl:hover:bg-hover @max-2xl:grid @max-2xl:grid-cols-[minmax(0,1fr)_fit-content(55%)] @max-2xl:gap-x-3 @max-2xl:gap-y-1 @max-2xl:rounded-card @max-2xl:border @max-2xl:bg-surface @max-2xl:py-3.5 @max-2xl:pr-3.5',
        !selection && '@max-2xl:pl-3.5',
      )}
    >
      {selection && (
        <td className="w-px py-2.5 pl-3 align-top @max-2xl:absolute @max-2xl:top-3.5 @max-2xl:left-3.5 @max-2xl:p-0">
          {selection.cell(row)}
        </td>
      )}
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
          <th key={column.id} scope="row" className={cx('font-normal', className)}>
            {content}
          </th>
        ) : (
          <td key={column.id} className={className}>
            {content}
          </td>
        );
      })}
    </tr>
  );
}
