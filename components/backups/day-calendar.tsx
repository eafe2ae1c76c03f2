import { getDayOfWeek, parseDate } from '@internationalized/date';
import { useLocale, useTranslations } from 'next-intl';
import type { Day } from '@/lib/kernel/calendar';
import { type CalendarDay, calendarDays, calendarMonths } from '@/lib/snapshots/calendar-days';
import type { BackupDetails } from '@/lib/snapshots/model';
import { Card } from '../ui/card';
import { cx } from '../ui/cx';
import { Icon } from '../ui/icon';
import { Link } from '../ui/link';
import { formatDay } from '../ui/time-format';

type DayCalendarProps = {
  details: BackupDetails;
  /** "YYYY-MM". */
  month: string;
  selected: Day | null;
  hrefOf: (change: { day?: Day; month: string }) => string;
};

/** A month of backup days, rendered on the server: days that can't be chosen differ to the eye and say why. */
export function DayCalendar({ details, month, selected, hrefOf }: DayCalendarProps) {
  const t = useTranslations('backups');
  const locale = useLocale();
  const days = calendarDays(month, details);
  const first = parseDate(`${month}-01`);
  const offset = getDayOfWeek(first, locale, 'mon');
  const format = (options: Intl.DateTimeFormatOptions, of: Day) => formatDay(of, locale, options);
  const step = (months: number) => first.add({ months }).toString().slice(0, 7);
  const months = calendarMonths(details);
  const standings = new Set(days.map((day) => day.standing));
  return (
    <Card
      title={format({ month: 'long', year: 'numeric' }, `${month}-01`)}
      actions={
        <span className="flex gap-1">
          {month > months.first && (
            <MonthLink href={hrefOf({ month: step(-1) })} label={t('previousMonth')} icon="chevronLeft" />
          )}
          {month < months.last && (
            <MonthLink href={hrefOf({ month: step(1) })} label={t('nextMonth')} icon="chevronRight" />
          )}
        </span>
      }
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form's fields */}
      <div
        role="group"
        aria-label={t('calendar')}
        className="grid grid-cols-7 gap-1 text-center text-caption"
      >
        {['01', '02', '03', '04', '05', '06', '07'].map((day) => (
          <span key={day} aria-hidden="true" className="pb-1 text-ink-3">
            {format({ weekday: 'short' }, `2024-01-${day}`).slice(0, 2)}
          </span>
        ))}
        {days.map((day, index) => (
          <DayCell
            key={day.day}
            day={day}
            column={index === 0 ? offset + 1 : undefined}
            isSelected={day.day === selected}
            href={hrefOf({ day: day.day, month })}
            name={format({ day: 'numeric', month: 'long', year: 'numeric' }, day.day)}
          />
        ))}
      </div>
      <p className="mt-3 text-caption text-ink-2">
        {(['outside-range', 'before-enabling', 'no-data'] as const)
          .filter((standing) => standings.has(standing))
          .map((standing) => t(`standing.${standing}`, { days: details.backup.queryableDays }))
          .join(' ')}
      </p>
    </Card>
  );
}

type DayCellProps = {
  day: CalendarDay;
  column: number | undefined;
  isSelected: boolean;
  href: string;
  name: string;
};

function DayCell({ day, column, isSelected, href, name }: DayCellProps) {
  const t = useTranslations('backups');
  const place = column === undefined ? {} : { style: { gridColumnStart: column } };
  const box = 'flex h-8 items-center justify-center rounded-control tabular-nums';
  const number = Number(day.day.slice(8));
  if (day.standing === 'data') {
    return (
      <Link
        href={href}
        quiet
        scroll={false}
        aria-label={t('dayWithData', { day: name })}
        {...(isSelected && { 'aria-current': 'date' })}
        className={cx(
          box,
          isSelected
            ? 'bg-data-4 font-semibold text-on-accent outline-offset-4 ring-2 ring-ink ring-offset-1 ring-offset-surface'
            : 'bg-data-1 text-ink',
        )}
        {...place}
      >
        {number}
      </Link>
    );
  }
  const why = t(`dayStanding.${day.standing}`);
  return (
    <span
      title={why}
      className={cx(
        box,
        day.standing === 'no-data' ? 'text-ink-2' : 'text-ink-3',
        (day.standing === 'outside-range' || day.standing === 'before-enabling') && 'bg-hatch',
      )}
      {...place}
    >
      {number}
      <span className="sr-only">{`, ${why}`}</span>
    </span>
  );
}

function MonthLink({
  href,
  label,
  icon,
}: {
  href: string;
  label: string;
  icon: 'chevronLeft' | 'chevronRight';
}) {
  return (
    <Link
      href={href}
      quiet
      scroll={false}
      aria-label={label}
      title={label}
      className="grid size-7 place-items-center rounded-control hover:bg-hover"
    >
      <Icon name={icon} />
    </Link>
  );
}
