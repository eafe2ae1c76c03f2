import type { ReactNode } from 'react';
import { cx } from './cx';
import { Icon } from './icon';

export type NoticeTone = 'info' | 'good' | 'warning' | 'danger';

const looks: Record<NoticeTone, { box: string; mark: string }> = {
  info: { box: 'bg-accent-soft', mark: 'text-accent' },
  good: { box: 'bg-good-soft', mark: 'text-good' },
  warning: { box: 'bg-warning-soft', mark: 'text-warning' },
  danger: { box: 'bg-danger-soft', mark: 'text-danger' },
};

const marks = { info: 'info', good: 'check', warning: 'warning', danger: 'warning' } as const;

export type NoticeProps = {
  tone: NoticeTone;
  /** The point, in a few words; the sentence after it is `children`. */
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Set it on what appears after an action, so that it is read out: `alert` at once, `status` when idle. */
  role?: 'alert' | 'status';
  className?: string | undefined;
};

export function Notice({ tone, title, children, actions, role, className }: NoticeProps) {
  const look = looks[tone];
  return (
    <div
      {...(role && { role })}
      className={cx('flex gap-2.5 rounded-control px-3 py-2.5 text-ink', look.box, className)}
    >
      <Icon name={marks[tone]} className={cx('mt-0.5', look.mark)} />
      <div className="min-w-0 flex-1 break-words">
        {title !== undefined && <strong className="block font-semibold">{title} </strong>}
        {children}
        {actions !== undefined && <div className="mt-1.5 flex flex-wrap gap-3">{actions}</div>}
      </div>
    </div>
  );
}
