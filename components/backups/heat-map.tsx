'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useRef, useState } from 'react';
import { cx } from '../ui/cx';
import { Link } from '../ui/link';
import { formatDay } from '../ui/time-format';
import { addDaysPlainly, type HeatMapDay, type HeatMapYear, heatMapDay } from './heat-map-year';

/** What a day looks like: more than a colour where it isn't just a shade. */
const looks: Readonly<Record<HeatMapDay['look'], string>> = {
  before: 'border border-line',
  empty: 'border border-control bg-hatch',
  '0': 'bg-data-0',
  '1': 'bg-data-1',
  '2': 'bg-data-2',
  '3': 'bg-data-3',
  '4': 'bg-data-4',
};

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 };

/** A year of days, a column a week: arrows move along it, and what can be viewed is a link to it. */
export function HeatMap({ year, label, path }: { year: HeatMapYear; label: string; path: string }) {
  const t = useTranslations('year');
  const locale = useLocale();
  const frame = useRef<HTMLDivElement>(null);
  const count = year.looks.length;
  const [focusable, setFocusable] = useState(count - 1);
  const [told, setTold] = useState<number | null>(null);

  const words = (index: number): string => {
    const { day, look, changes, missed } = heatMapDay(year, index);
    const name = formatDay(day, locale, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    });
    if (look === 'before') return t('before', { day: name });
    if (look === 'empty') return t('empty', { day: name, missed });
    return t('data', { day: name, changes, missed });
  };
  const indexOf = (event: SyntheticEvent): number | null => {
    const cell = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    return cell ? Number(cell.getAttribute('data-index')) : null;
  };
  const move = (event: KeyboardEvent) => {
    const from = indexOf(event);
    if (from === null) return;
    const by = steps[event.key];
    const to =
      event.key === 'Home' ? 0 : event.key === 'End' ? count - 1 : by === undefined ? null : from + by;
    if (to === null) return;
    event.preventDefault();
    if (to < 0 || to >= count) return;
    frame.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus();
  };
  const weeks = Math.ceil(count / 7);
  return (
    <div>
      {/* From right to left: where it is wider than the page, this week is seen first. */}
      <section
        ref={frame}
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keys
        tabIndex={0}
        className="overflow-x-auto rounded-control p-1 [direction:rtl] [scrollbar-width:thin]"
      >
        <table
          dir="ltr"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that one moves through
          role="grid"
          aria-label={label}
          onKeyDown={move}
          onFocus={(event) => {
            const index = indexOf(event);
            if (index !== null) setFocusable(index);
            setTold(index);
          }}
          onBlur={() => setTold(null)}
          onPointerOver={(event) => setTold(indexOf(event))}
          onPointerLeave={() => setTold(null)}
          className="w-full min-w-[44rem] max-sm:min-w-[62rem] table-fixed border-separate border-spacing-[2px]"
        >
          <thead>
            <tr className="text-left text-ink-2 text-micro">
              <td className="w-8" />
              {monthsOf(year, weeks).map(({ month, span }) => (
                <th key={month} scope="colgroup" colSpan={span} className="h-4 overflow-visible font-normal">
                  <span className={span > 1 ? 'block w-0 whitespace-nowrap' : 'sr-only'}>
                    {formatDay(`${month}-01`, locale, { month: 'short' })}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[0, 1, 2, 3, 4, 5, 6].map((weekday) => (
              <tr key={weekday}>
                <th scope="row" className="pr-1 text-left font-normal text-ink-2 text-micro leading-3">
                  <span className={weekday % 2 === 0 ? undefined : 'sr-only'}>
                    {formatDay(`2024-01-0${weekday + 1}`, locale, { weekday: 'short' })}
                  </span>
                </th>
                {Array.from({ length: weeks }, (_, week) => {
                  const index = week * 7 + weekday;
                  if (index >= count) return <td key={index} />;
                  return (
                    <td key={index} className="p-0">
                      <Cell
                        index={index}
                        day={heatMapDay(year, index)}
                        label={words(index)}
                        path={path}
                        isFocusable={index === focusable}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="mt-1.5 flex min-h-5 flex-wrap items-center justify-between gap-x-4 gap-y-1 text-caption text-ink-2">
        <span aria-hidden="true">
          {told === null ? (
            <>
              <span className="pointer-coarse:hidden">{t('hint')}</span>
              <span className="hidden pointer-coarse:inline">{t('hintTouch')}</span>
            </>
          ) : (
            words(told)
          )}
        </span>
        <Legend />
      </div>
    </div>
  );
}

type CellProps = { index: number; day: HeatMapDay; label: string; path: string; isFocusable: boolean };

function Cell({ index, day, label, path, isFocusable }: CellProps) {
  const common = {
    'data-index': index,
    'aria-label': label,
    tabIndex: isFocusable ? 0 : -1,
    className: cx('flex h-3 w-full items-center justify-center rounded-[2px] max-sm:h-4', looks[day.look]),
  };
  const mark = day.missed > 0 && day.look !== 'empty' && <Mark />;
  return day.isViewable ? (
    <Link {...common} href={`${path}?day=${day.day}`} quiet>
      {mark}
    </Link>
  ) : (
    <button type="button" aria-disabled="true" {...common}>
      {mark}
    </button>
  );
}

/** Slots were missed: a ring keeps it apart from any shade. */
function Mark() {
  return <span className="size-[7px] rounded-full border border-surface bg-danger" />;
}

function Legend() {
  const t = useTranslations('year');
  const box = (look: HeatMapDay['look'], mark?: ReactNode) => (
    <span className={cx('inline-flex h-3 w-3.5 items-center justify-center rounded-[2px]', looks[look])}>
      {mark}
    </span>
  );
  return (
    <span aria-hidden="true" className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="flex items-center gap-1">
        {t('less')}{' '}
        {(['0', '1', '2', '3', '4'] as const).map((look) => (
          <span key={look}>{box(look)}</span>
        ))}{' '}
        {t('more')}
      </span>
      <span className="flex items-center gap-1">
        {box('0', <Mark />)} {t('missedMark')}
      </span>
      <span className="flex items-center gap-1">
        {box('empty')} {t('emptyMark')}
      </span>
    </span>
  );
}

/** The months over the weeks: each from the first week that begins in it. */
function monthsOf(year: HeatMapYear, weeks: number): { month: string; span: number }[] {
  const months: { month: string; span: number }[] = [];
  for (let week = 0; week < weeks; week++) {
    const month = addDaysPlainly(year.start, week * 7).slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.span += 1;
    else months.push({ month, span: 1 });
  }
  return months;
}
