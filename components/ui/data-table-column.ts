import type { ReactNode } from 'react';
import { cx } from './cx';

/** Where a cell stands when its row is a card; the first column is the title, any other a pair, by default. */
export type CardPlace = 'title' | 'corner' | 'pair' | 'actions' | 'hidden';

export type Column<Row> = {
  id: string;
  header: string;
  /** The first column's cell names its row: it is the row's header. */
  cell: (row: Row) => ReactNode;
  align?: 'start' | 'end';
  /** A CSS width, as "12rem"; without it the content decides. */
  width?: string;
  /** 2 gives way below 900 px of table width, 3 below 1150 px. Cards show them all. */
  priority?: 1 | 2 | 3;
  card?: CardPlace;
  /** Given, the header is a link that sorts by this key. */
  sortKey?: string;
};

export function columnClass<Row>({ align, priority, card }: Column<Row>): string {
  return cx(
    card === 'actions' && '@2xl:sticky @2xl:right-0',
    align === 'end' && 'tabular-nums @2xl:text-right',
    priority === 2 && '@2xl:@max-[900px]:hidden',
    priority === 3 && '@2xl:@max-[1150px]:hidden',
  );
}

/** Bounds what a cell holds: a long name without a space breaks, in the first column wherever it must. */
export function textClass<Row>({ align, card }: Column<Row>, isFirst: boolean): string {
  return cx(
    'min-w-0',
    card !== 'actions' && '@2xl:max-w-80',
    align === 'end' && '@2xl:ml-auto',
    isFirst ? 'wrap-anywhere' : 'break-words',
  );
}

const places: Record<CardPlace, string> = {
  title: '@max-2xl:col-start-1 @max-2xl:row-start-1 @max-2xl:mb-1',
  corner: '@max-2xl:col-start-2 @max-2xl:row-start-1 @max-2xl:text-right',
  pair: '@max-2xl:col-span-2 @max-2xl:grid @max-2xl:grid-cols-[7.5rem_minmax(0,1fr)]',
  actions:
    'bg-surface @2xl:shadow-[-10px_0_8px_-2px_var(--color-surface)] @2xl:group-hover/row:bg-hover @max-2xl:col-span-2 @max-2xl:mt-2 @max-2xl:border-line @max-2xl:border-t @max-2xl:pt-2.5',
  hidden: '@max-2xl:hidden',
};

export const cellClass = (place: CardPlace): string => places[place];
