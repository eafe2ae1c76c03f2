import { useLocale, useTranslations } from 'next-intl';
import type { BackupYear } from '@/lib/snapshots/history-model';
import { formatDay } from '../ui/time-format';
import { dataPath } from './backup-paths';
import { heatMapYear } from './heat-map-year';
import { YearMap } from './year-map';

type YearViewProps = { place: { region: string; backupId: string }; title: string; year: BackupYear };

/** A year of a backup instance: the heat map, and the same by months as a table. */
export function YearView({ place, title, year }: YearViewProps) {
  const t = useTranslations('year');
  const locale = useLocale();
  const months = new Map<string, { data: number; changes: number; missed: number }>();
  for (const { day, standing, changes, missed } of year.days) {
    if (standing === 'before') continue;
    const month = months.get(day.slice(0, 7)) ?? { data: 0, changes: 0, missed: 0 };
    months.set(day.slice(0, 7), {
      data: month.data + (standing === 'data' ? 1 : 0),
      changes: month.changes + changes,
      missed: month.missed + missed,
    });
  }
  return (
    <>
      <YearMap
        year={heatMapYear(year)}
        label={t('label', { name: title })}
        path={dataPath(place, { day: null })}
      />
      <details className="mt-1.5 text-caption">
        <summary className="w-fit rounded-control text-ink-2 hover:text-accent">{t('byMonth')}</summary>
        <table aria-label={t('monthsOf', { name: title })} className="mt-2 text-left tabular-nums">
          <thead className="text-ink-2">
            <tr>
              {(['month', 'days', 'changes', 'missed'] as const).map((column) => (
                <th key={column} scope="col" className="py-0.5 pr-6 font-medium">
                  {t(`columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...months].toReversed().map(([month, { data, changes, missed }]) => (
              <tr key={month}>
                <th scope="row" className="py-0.5 pr-6 font-normal">
                  {formatDay(`${month}-01`, locale, { month: 'long', year: 'numeric' })}
                </th>
                <td className="pr-6">{t('number', { number: data })}</td>
                <td className="pr-6">{t('number', { number: changes })}</td>
                <td>{t('number', { number: missed })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
