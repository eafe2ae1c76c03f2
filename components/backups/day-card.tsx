import { useLocale, useTranslations } from 'next-intl';
import type { DayView } from '@/lib/snapshots/model';
import { Card } from '../ui/card';
import { DescriptionList } from '../ui/description-list';
import { formatDay } from '../ui/time-format';
import { TimeText } from '../ui/time-text';

/** The chosen day: its full backup, its points after it, and what they hold. */
export function DayCard({
  view,
  lookedAt,
  now,
  timeZone,
}: {
  view: DayView;
  /** When the source was last looked at, if that was after the day's last point and found nothing new. */
  lookedAt: Date | null;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations('backups');
  const locale = useLocale();
  const { day, full, last, counts } = view;
  const incrementals = last.ordinal - full.ordinal;
  return (
    <Card title={formatDay(day, locale, { dateStyle: 'full' })}>
      <DescriptionList
        columns={2}
        items={[
          { label: t('fullBackup'), value: <TimeText at={full.capturedAt} now={now} timeZone={timeZone} /> },
          {
            label: t('lastPoint'),
            value: (
              <TimeText
                at={last.capturedAt}
                now={now}
                timeZone={timeZone}
                {...(lookedAt
                  ? { note: <UnchangedUntil at={lookedAt} now={now} timeZone={timeZone} /> }
                  : { hasDistance: true })}
              />
            ),
          },
          { label: t('points'), value: t('pointsOf', { incrementals }) },
          { label: t('inFull'), value: t('stripItems', { keys: full.keyCount, secrets: full.secretCount }) },
          {
            label: t('addedLater'),
            value: t('stripItems', { keys: counts.KEY.incremental, secrets: counts.SECRET.incremental }),
          },
          {
            label: t('rotatedThatDay'),
            value: t('stripItems', { keys: counts.KEY.rotated, secrets: counts.SECRET.rotated }),
          },
        ]}
      />
      <p className="mt-4 text-caption text-ink-2">{t('dayHelp')}</p>
    </Card>
  );
}

function UnchangedUntil(props: { at: Date; now: Date; timeZone: string }) {
  const t = useTranslations('backups');
  return t.rich('unchangedUntil', { when: () => <TimeText {...props} /> });
}
