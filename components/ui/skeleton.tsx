import { cx } from './cx';

/** A grey place for one line of text that is on its way; give it the width the text will have. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'inline-block h-3 w-24 animate-breathe rounded-control bg-data-0 align-middle',
        className,
      )}
    />
  );
}

/** A table on its way, with the heights that `DataTable` will have, so that nothing jumps. */
export function TableSkeleton({
  label,
  rows = 5,
  columns = 5,
}: {
  label: string;
  rows?: number;
  columns?: number;
}) {
  return (
    <div role="status" className="overflow-hidden rounded-card border border-line bg-surface">
      <span className="sr-only">{label}</span>
      <div className="h-9 bg-sunken" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no identity
        <div key={row} className="flex h-[57px] items-center gap-6 border-line border-t px-3">
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: nor have the cells
            <Skeleton key={column} className={column === 0 ? 'w-1/4' : 'flex-1 max-w-28'} />
          ))}
        </div>
      ))}
    </div>
  );
}
