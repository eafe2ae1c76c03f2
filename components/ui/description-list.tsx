import type { ReactNode } from 'react';
import { cx } from './cx';

export type DescriptionListProps = {
  items: readonly { label: string; value: ReactNode }[];
  /** Pairs side by side where there is room; 1 suits panels. */
  columns?: 1 | 2 | 3;
};

const grids = { 1: '', 2: '@xl:grid-cols-2', 3: '@xl:grid-cols-2 @4xl:grid-cols-3' };

export function DescriptionList({ items, columns = 1 }: DescriptionListProps) {
  return (
    <div className="@container">
      <dl className={cx('grid gap-x-8 gap-y-2', grids[columns])}>
        {items.map((item) => (
          <div
            key={item.label}
            className="grid grid-cols-[minmax(6rem,9rem)_minmax(0,1fr)] items-baseline gap-3"
          >
            <dt className="text-ink-2">{item.label}</dt>
            <dd className="min-w-0 break-words">{item.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
