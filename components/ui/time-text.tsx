import { useLocale } from 'next-intl';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { formatDistance, formatExact, formatTime, type TimeStyle } from './time-format';

export type TimeTextProps = {
  /** A date, or its ISO text as it comes through JSON. */
  at: Date | string;
  /** The moment the data was read, from the server: never the browser's clock, which would differ. */
  now: Date | string;
  /** The region's. */
  timeZone: string;
  style?: TimeStyle;
  /** Adds a second line, "2 min ago". */
  hasDistance?: boolean;
  /** Follows the distance after a point, as "verified"; or is the second line by itself. */
  note?: ReactNode;
  tone?: 'plain' | 'warning' | 'danger';
};

const tones = { plain: 'text-ink-3', warning: 'text-warning-ink', danger: 'text-danger-ink' };

/** A time as a person says it, in the region's time zone; the exact one is in the title and in `dateTime`. */
export function TimeText({
  at,
  now,
  timeZone,
  style = 'moment',
  hasDistance = false,
  note,
  tone = 'plain',
}: TimeTextProps) {
  const locale = useLocale();
  const date = new Date(at);
  const view = { now: new Date(now), timeZone, locale };
  const hasSecondLine = hasDistance || note !== undefined;
  return (
    <span className={cx(hasSecondLine && 'flex flex-col')}>
      <time dateTime={date.toISOString()} title={formatExact(date, timeZone)} className="whitespace-nowrap">
        {formatTime(date, view, style)}
      </time>
      {hasSecondLine && (
        <span className={cx('text-caption', tones[tone])}>
          {hasDistance && formatDistance(date, view)}
          {hasDistance && note !== undefined && ' · '}
          {note}
        </span>
      )}
    </span>
  );
}
