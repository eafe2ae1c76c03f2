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
