import type { ReactNode } from 'react';
import { cx } from './cx';

export type StatCardProps = {
  label: ReactNode;
  value: ReactNode;
  note?: ReactNode;
  tone?: 'plain' | 'good' | 'warning' | 'danger';
};

const tones = { plain: '', good: 'text-good-ink', warning: 'text-warning-ink', danger: 'text-danger-ink' };

/** One figure of a strip: put several in a `StatStrip`. */
export function StatCard({ label, value, note, tone = 'plain' }: StatCardProps) {
  return (
    <div className="flex min-w-0 max-lg:last:odd:col-span-2 flex-col gap-0.5 rounded-card border border-line bg-surface px-4 py-3">
      <dt className="text-caption text-ink-2">{label}</dt>
      <dd className="contents">
        <span className={cx('truncate font-semibold text-title tabular-nums', tones[tone])}>{value}</span>
        {note !== undefined && <span className="text-caption text-ink-3">{note}</span>}
      </dd>
    </div>
  );
}

/** Two abreast on a phone, a third over both columns, all in one line where there is room. */
export function StatStrip({ children }: { children: ReactNode }) {
  return (
    <dl className="mb-4 grid grid-cols-2 gap-3 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
      {children}
    </dl>
  );
}
