import type { ReactNode } from 'react';
import { cx } from './cx';

export type BadgeTone = 'neutral' | 'info' | 'good' | 'warning' | 'danger';

const looks: Record<BadgeTone, string> = {
  neutral: 'border-line bg-sunken text-ink-2',
  info: 'border-transparent bg-accent-soft text-accent',
  good: 'border-transparent bg-good-soft text-good-ink',
  warning: 'border-transparent bg-warning-soft text-warning-ink',
  danger: 'border-transparent bg-danger-soft text-danger-ink',
};

export function Badge({ tone = 'neutral', children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-block whitespace-nowrap rounded-control border px-1.5 text-caption leading-[18px]',
        looks[tone],
      )}
    >
      {children}
    </span>
  );
}
