import { cx } from './cx';

export type ProgressBarProps = {
  label: string;
  /** How much is done, of `total`; leave it out while that isn't known. */
  value?: number | undefined;
  total?: number;
  /** In words at the right, as "7.3 of 11.4 MB"; the percentage if absent. */
  valueText?: string | undefined;
  tone?: 'accent' | 'good' | 'warning' | 'danger';
  className?: string | undefined;
};

const tones = { accent: 'bg-accent', good: 'bg-good', warning: 'bg-warning', danger: 'bg-danger' };

export function ProgressBar({
  label,
  value,
  total = 100,
  valueText,
  tone = 'accent',
  className,
}: ProgressBarProps) {
  const share = value === undefined || total <= 0 ? undefined : Math.min(Math.max(value / total, 0), 1);
  const percent = share === undefined ? undefined : Math.floor(share * 100);
  const words = valueText ?? (percent === undefined ? undefined : `${percent}%`);
  return (
    <div className={cx('flex flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-3">
        <span>{label}</span>
        <span className="text-caption text-ink-2 tabular-nums">{words}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent !== undefined && { 'aria-valuenow': percent })}
        {...(words !== undefined && { 'aria-valuetext': words })}
        className="h-1.5 overflow-hidden rounded-full bg-data-0 forced-color-adjust-none"
      >
        <div
          className={cx(
            'h-full rounded-full transition-[width]',
            tones[tone],
            share === undefined && 'w-1/3 animate-slide',
          )}
          {...(share !== undefined && { style: { width: `${share * 100}%` } })}
        />
      </div>
    </div>
  );
}
