import type { ReactNode } from 'react';
import { cx } from './cx';

export type StatusTone = 'good' | 'warning' | 'danger' | 'neutral' | 'busy';

const dots: Record<StatusTone, string> = {
  good: 'bg-good',
  warning: 'bg-warning',
  danger: 'bg-danger',
  neutral: 'bg-ink-3',
  busy: 'bg-accent animate-breathe',
};

/** A dot and a word; the word alone must say it. */
export function Status({
  tone,
  children,
  className,
}: {
  tone: StatusTone;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span className={cx('inline-flex items-center gap-1.5 whitespace-nowrap', className)}>
      <span
        aria-hidden="true"
        className={cx('size-[7px] shrink-0 rounded-full forced-color-adjust-none', dots[tone])}
      />
      {children}
    </span>
  );
}
