import type { ReactNode } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';

export type StateProps = {
  icon: IconName;
  tone?: 'neutral' | 'warning' | 'danger';
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  role?: 'alert' | 'status';
  /** `h1` where this is all there is on the page. */
  heading?: 'p' | 'h1' | 'h2';
};

const tones = {
  neutral: 'bg-sunken text-ink-3',
  warning: 'bg-warning-soft text-warning-ink',
  danger: 'bg-danger-soft text-danger-ink',
};

/** The common shape of what stands where content would: empty, failed, not allowed. */
export function State({
  icon,
  tone = 'neutral',
  title,
  children,
  actions,
  role,
  heading: Heading = 'p',
}: StateProps) {
  return (
    <div {...(role && { role })} className="flex flex-col items-center px-6 py-12 text-center">
      <span className={cx('grid size-9 place-items-center rounded-full', tones[tone])}>
        <Icon name={icon} />
      </span>
      <Heading className="mt-3 font-semibold text-heading">{title}</Heading>
      {children !== undefined && <div className="mt-1 max-w-[56ch] text-pretty text-ink-2">{children}</div>}
      {actions !== undefined && <div className="mt-4 flex flex-wrap justify-center gap-2.5">{actions}</div>}
    </div>
  );
}
