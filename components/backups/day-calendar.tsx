import { getDayOfWeek, parseDate } from '@internationalized/date';
import { useLocale, useTranslations } from 'next-intl';
import type { Day } from '@/lib/kernel/calendar';
import {
  type CalendarDay,
  type ChangeLevel,
  calendarDays,
  calendarMonths,
  changeLevel,
} from '@/lib/snapshots/calendar-days';
import type { BackupDetails, DayChanges } from '@/lib/snapshots/model';
import { Card } from '../ui/card';
import { cx } from '../ui/cx';
import { Icon } from '../ui/icon';
import { Link } from '../ui/link';
import { formatDay } from '../ui/time-format';
import { DayGrid } from './day-grid';
import { MonthChoice } from './month-choice';

type DayCalendarProps = {
  details: BackupDetails;
  /** "YYYY-MM". */
  month: string;
  changes: readonly DayChanges[];
  selected: Day | null;
  hrefOf: (change: { day?: Day; month: string }) => string;
};

/** A month of backup days, rendered on the server: days that can't be chosen differ to the eye and say why. */
export function DayCalendar({ details, month, changes, selected, hrefOf }: DayCalendarProps) {
  const t = useTranslations('backups');
  const locale = useLocale();
  const days = calendarDays(month, details);
  const first = parseDate(`${month}-01`);
  const offset = getDayOfWeek(first, locale, 'mon');
  const step = (months: number) => first.add({ months }).toString().slice(0, 7);
  const months = calendarMonths(details);
  const most = Math.max(0, ...changes.map((day) => day.changes));
  const levels = new Map(changes.map((day) => [day.day, changeLevel(day.changes, most)]));
  const weeks = weeksOf(days, offset);
  return (
    <Card
      title={<MonthChoice month={month} months={months} hrefOf={(chosen) => hrefOf({ month: chosen })} />}
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
      <DayGrid label={t('calendar')}>
        <table className="w-full table-fixed border-separate border-spacing-[2px] text-center text-caption">
          <thead>
            <tr>
              {['01', '02', '03', '04', '05', '06', '07'].map((day) => (
                <th key={day} scope="col" className="pb-1 font-normal text-ink-3">
                  <abbr
                    title={formatDay(`2024-01-${day}`, locale, { weekday: 'long' })}
                    className="no-underline"
                  >
                    {formatDay(`2024-01-${day}`, locale, { weekday: 'short' }).slice(0, 2)}
                  </abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.find((day) => day)?.day}>
                {week.map((day, index) =>
                  day ? (
                    <DayCell
                      key={day.day}
                      day={day}
                      level={levels.get(day.day) ?? 0}
                      isSelected={day.day === selected}
                      href={hrefOf({ day: day.day, month })}
                    />
                  ) : (
                    // biome-ignore lint/suspicious/noArrayIndexKey: an empty place has nothing but its place
                    <td key={index} />
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </DayGrid>
      <Legend days={days} details={details} />
    </Card>
  );
}

/** Weeks of seven places, empty before the first day and after the last. */
function weeksOf(days: readonly CalendarDay[], offset: number): readonly (readonly (CalendarDay | null)[])[] {
  const places = [...Array.from({ length: offset }, () => null), ...days];
  return Array.from({ length: Math.ceil(places.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_none, day) => places[week * 7 + day] ?? null),
  );
}

const shades: Readonly<Record<ChangeLevel, string>> = {
  0: 'bg-data-0 text-ink',
  1: 'bg-data-1 text-ink',
  2: 'bg-data-2 text-ink',
  3: 'bg-data-4 text-on-accent',
};

const reasonId = (standing: CalendarDay['standing']): string => `days-${standing}`;

type DayCellProps = { day: CalendarDay; level: ChangeLevel; isSelected: boolean; href: string };

function DayCell({ day, level, isSelected, href }: DayCellProps) {
  const t = useTranslations('backups');
  const locale = useLocale();
  const box = 'flex h-8 items-center justify-center rounded-control tabular-nums';
  const number = Number(day.day.slice(8));
  if (day.standing === 'data') {
    const name = formatDay(day.day, locale, { day: 'numeric', month: 'long', year: 'numeric' });
    const label = t('dayWithChanges', { day: name, level: t(`levels.${level}`) });
    return (
      <td className="p-0">
        <Link
          href={href}
          quiet
          scroll={false}
          data-day={day.day}
          aria-label={label}
          title={label}
          {...(isSelected && { 'aria-current': 'date' })}
          className={cx(
            box,
            shades[level],
            level === 3 ? 'hover:text-on-accent' : 'hover:text-ink',
            'hover:underline',
            isSelected && 'font-semibold ring-2 ring-ink ring-offset-1 ring-offset-surface',
          )}
        >
          {number}
        </Link>
      </td>
    );
  }
  return (
    <td
      title={t(`dayStanding.${day.standing}`)}
      aria-describedby={reasonId(day.standing)}
      className={cx(
        'h-8 rounded-control tabular-nums',
        day.standing === 'outside-range' && 'bg-hatch text-ink-2',
        day.standing === 'before-enabling' && 'bg-dots text-ink-3',
        day.standing === 'no-data' && 'text-ink-2 line-through',
        day.standing === 'future' && 'text-ink-3',
      )}
    >
      {number}
    </td>
  );
}

/** What the looks of the days mean; each reason is said once, and the days refer to it. */
function Legend({ days, details }: { days: readonly CalendarDay[]; details: BackupDetails }) {
  const t = useTranslations('backups');
  const standings = new Set(days.map((day) => day.standing));
  const reasons = (['outside-range', 'before-enabling', 'no-data', 'future'] as const).filter((standing) =>
    standings.has(standing),
  );
  const { queryableDays, type } = details.backup;
  return (
    <div className="mt-3 flex flex-col gap-1.5 text-caption text-ink-2">
      {standings.has('data') && (
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span>{t('changesOf')}</span>
          {([0, 1, 2, 3] as const).map((level) => (
            <span key={level} className="inline-flex items-center gap-1">
              <span aria-hidden="true" className={cx('size-3 rounded-[2px]', shades[level])} />
              {t(`levels.${level}`)}
            </span>
          ))}
        </p>
      )}
      {reasons.map((standing) => (
        <div key={standing} className={cx(standing === 'future' && 'sr-only')}>
          <span id={reasonId(standing)}>{t(`standing.${standing}`, { days: queryableDays })}</span>
          {standing === 'outside-range' && (
            <details className="inline-block align-top open:block">
              <summary className="ml-1 inline-block rounded-control text-accent underline-offset-2 hover:underline">
                {t('why')}
              </summary>
              <p className="mt-1">{t('whyOutside', { days: queryableDays, type })}</p>
            </details>
          )}
        </div>
      ))}
    </div>
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
