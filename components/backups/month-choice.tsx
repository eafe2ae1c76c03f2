import { parseDate } from '@internationalized/date';
import { useLocale, useTranslations } from 'next-intl';
import type { Months } from '@/lib/snapshots/calendar-days';
import { cx } from '../ui/cx';
import { Icon } from '../ui/icon';
import { Link } from '../ui/link';
import { formatDay } from '../ui/time-format';

type MonthChoiceProps = { month: string; months: Months; hrefOf: (month: string) => string };

/** The month that a calendar shows; it opens to a list of all of them, by years. Needs no JavaScript. */
export function MonthChoice({ month, months, hrefOf }: MonthChoiceProps) {
  const t = useTranslations('backups');
  const locale = useLocale();
  const name = (of: string) => formatDay(`${of}-01`, locale, { month: 'long', year: 'numeric' });
  if (months.first === months.last) return name(month);
  const all = monthsBetween(months);
  const years = [...new Set(all.map((each) => each.slice(0, 4)))].reverse();
  return (
    <details key={month} className="relative">
      <summary
        aria-label={`${t('chooseMonth')}: ${name(month)}`}
        className="-m-1 flex list-none items-center gap-1 rounded-control p-1 hover:bg-hover [&::-webkit-details-marker]:hidden"
      >
        {name(month)}
        <Icon name="chevronDown" />
      </summary>
      <div className="absolute top-full left-0 z-20 mt-1 flex max-h-72 w-64 flex-col gap-3 overflow-y-auto rounded-card bg-raised p-3 font-normal shadow-pop">
        {years.map((year) => (
          <div key={year}>
            <p className="mb-1 text-caption text-ink-3">{year}</p>
            <ul className="grid grid-cols-4 gap-1 text-center text-caption">
              {all
                .filter((each) => each.startsWith(year))
                .map((each) => (
                  <li key={each}>
                    <Link
                      href={hrefOf(each)}
                      quiet
                      scroll={false}
                      aria-label={name(each)}
                      {...(each === month && { 'aria-current': 'true' })}
                      className={cx(
                        'block rounded-control py-1.5 hover:bg-hover',
                        each === month && 'bg-accent-soft font-semibold text-accent',
                      )}
                    >
                      {formatDay(`${each}-01`, locale, { month: 'short' })}
                    </Link>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </details>
  );
}

function monthsBetween({ first, last }: Months): readonly string[] {
  const all: string[] = [];
  for (let month = first; month <= last; ) {
    all.push(month);
    month = parseDate(`${month}-01`).add({ months: 1 }).toString().slice(0, 7);
  }
  return all;
}
