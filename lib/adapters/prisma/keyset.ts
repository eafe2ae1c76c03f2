import { type Cursor, isInstant, type PageRequest, parseCursor, readsBackwards } from '../../kernel/page.ts';
import type { SortDirection } from '../../kernel/sort.ts';
import { Prisma } from './generated/client.ts';

/** What a list can be sorted by: never null, and the same in every row that a cursor may meet. */
export type SortColumn = { readonly sql: Prisma.Sql; readonly kind: 'text' | 'instant' };

/** The column that decides between rows of the same sort value. */
export type IdColumn = { readonly sql: Prisma.Sql; readonly kind: 'number' | 'text' };

/** A row's place in the list, as a cursor holds it. */
export type Place = { readonly value: string; readonly id: string };

/** How one page is read: where to begin, in which order, and how many rows. */
export type Reading = {
  readonly cursor: Cursor | null;
  /** Columns `value` and `id`, both text. */
  readonly place: Prisma.Sql;
  /** A condition: the rows on the far side of the cursor. */
  readonly beyond: Prisma.Sql;
  readonly order: Prisma.Sql;
  readonly take: number;
};

/** A cursor that can't stand in a list of that order counts as the first page. */
export function readingOf(
  request: PageRequest,
  by: SortColumn,
  direction: SortDirection,
  id: IdColumn,
): Reading {
  const cursor = soundCursor(request.cursor, by, id);
  const descends = (direction === 'descending') !== readsBackwards(cursor);
  return {
    cursor,
    place: Prisma.sql`${textOf(by)} AS value, ${id.sql}::text AS id`,
    beyond:
      cursor === null || cursor.way === 'last'
        ? Prisma.sql`TRUE`
        : Prisma.sql`(${by.sql}, ${id.sql}) ${descends ? Prisma.sql`<` : Prisma.sql`>`}
            (${boundValue(by, cursor.value)}, ${boundId(id, cursor.id)})`,
    order: descends
      ? Prisma.sql`ORDER BY ${by.sql} DESC, ${id.sql} DESC`
      : Prisma.sql`ORDER BY ${by.sql} ASC, ${id.sql} ASC`,
    take: request.pageSize + 1,
  };
}

function soundCursor(text: string | null, by: SortColumn, id: IdColumn): Cursor | null {
  const cursor = parseCursor(text);
  if (cursor === null || cursor.way === 'last') return cursor;
  if (by.kind === 'instant' && !isInstant(cursor.value)) return null;
  if (id.kind === 'number' && !/^\d{1,18}$/.test(cursor.id)) return null;
  return cursor;
}

const textOf = ({ sql, kind }: SortColumn): Prisma.Sql =>
  kind === 'text' ? sql : Prisma.sql`to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const boundValue = ({ kind }: SortColumn, value: string): Prisma.Sql =>
  kind === 'text' ? Prisma.sql`${value}::text` : Prisma.sql`${value}::timestamptz`;

const boundId = ({ kind }: IdColumn, id: string): Prisma.Sql =>
  kind === 'text' ? Prisma.sql`${id}::text` : Prisma.sql`${id}::bigint`;

/** Where a page turns out empty though there are rows: they went meanwhile. What is left is on the page before. */
export function cursorOfRest(cursor: Cursor): string | null {
  return cursor.way === 'before' ? null : 'last';
}
