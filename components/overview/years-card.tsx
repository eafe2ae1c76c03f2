import { useTranslations } from 'next-intl';
import type { BackupListItem } from '@/lib/backups/model';
import type { BackupYear } from '@/lib/snapshots/history-model';
import { dataPath } from '../backups/backup-paths';
import { YearView } from '../backups/year-view';
import { Card } from '../ui/card';
import { Link } from '../ui/link';

type YearsCardProps = {
  region: string;
  backups: readonly BackupListItem[];
  years: ReadonlyMap<string, BackupYear>;
};

/** More would be a page of its own: each backup instance's page has its map, too. */
const mostMaps = 6;

/** A year of each enabled backup instance: which days changed much, and where slots were missed. */
export function YearsCard({ region, backups, years }: YearsCardProps) {
  const t = useTranslations('year');
  const words = useTranslations('backups');
  const enabled = backups.filter(({ id, state }) => state === 'ENABLED' && years.has(id));
  const shown = enabled.slice(0, mostMaps);
  if (shown.length === 0) return null;
  return (
    <Card title={t('title')} className="mt-4">
      <div className="flex flex-col gap-6">
        {shown.map((backup) => {
          const year = years.get(backup.id);
          const title = backup.alias ?? words(`untitled.${backup.type}`);
          const place = { region, backupId: backup.id };
          return (
            year && (
              <section key={backup.id} aria-label={title}>
                <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-4">
                  <h3 className="min-w-0 break-words">
                    <Link href={dataPath(place, { day: null })}>{title}</Link>
                  </h3>
                  <span className="text-caption text-ink-2">
                    {t('missedSum', { count: year.missed.all, week: year.missed.week })}
                  </span>
                </div>
                <YearView place={place} title={title} year={year} />
              </section>
            )
          );
        })}
      </div>
      {enabled.length > shown.length && (
        <p className="mt-4 text-caption text-ink-2">
          {t.rich('others', {
            count: enabled.length - shown.length,
            link: (text) => <Link href={`/${region}/backups`}>{text}</Link>,
          })}
        </p>
      )}
    </Card>
  );
}
