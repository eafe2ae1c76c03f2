import { useLocale, useTranslations } from 'next-intl';
import type { Day } from '@/lib/kernel/calendar';
import type { EmptyDay } from '@/lib/snapshots/model';
import { Card } from '../ui/card';
import { Link } from '../ui/link';
import { Notice } from '../ui/notice';
import { formatDay } from '../ui/time-format';
import { lineModel } from './line-model';
import { TimeLineAxis } from './time-line-axis';

type EmptyDayCardProps = {
  day: Day;
  empty: EmptyDay;
  now: Date;
  timeZone: string;
  /** The page's address with another day. */
  hrefOf: (day: Day) => string;
};

/** How many gaps are named. */
const mostGaps = 3;

/** A day without a full backup: what was missed, on its time line and in words, and the nearest days with data. */
export function EmptyDayCard({ day, empty, now, timeZone, hrefOf }: EmptyDayCardProps) {
  const t = useTranslations('dayLine');
  const backups = useTranslations('backups');
  const ui = useTranslations('ui');
  const locale = useLocale();
  const model = lineModel(empty.line, timeZone, now);
  const span = ([first, last]: readonly [number, number]) =>
    first === last ? (model.labels[first] ?? '') : `${model.labels[first]}–${model.labels[last]}`;
  const nearest = [empty.before, empty.after].filter((other) => other !== null);
  return (
    <Card className="flex grow flex-col" title={formatDay(day, locale, { dateStyle: 'full' })}>
      <Notice tone="warning" role="status" title={t('empty', { day: formatDay(day, locale) })}>
        <p>
          {t(`emptyReason.${empty.reason}`, {
            spans: model.gaps.slice(0, mostGaps).map(span).join(ui('comma')),
            more: Math.max(model.gaps.length - mostGaps, 0),
            count: empty.missed,
          })}
        </p>
        <p className="mt-1">
          {nearest.length === 0 ? (
            backups('noDayHelp')
          ) : (
            <>
              {t('nearest')}{' '}
              {nearest.map((other, index) => (
                <span key={other}>
                  {index > 0 && ' · '}
                  <Link href={hrefOf(other)} className="underline">
                    {formatDay(other, locale)}
                  </Link>
                </span>
              ))}
            </>
          )}
        </p>
      </Notice>
      <div aria-hidden="true" className="flex grow flex-col px-2.5 pt-5 pb-6">
        <div className="relative min-h-24 grow">
          <TimeLineAxis model={model} />
        </div>
      </div>
    </Card>
  );
}
