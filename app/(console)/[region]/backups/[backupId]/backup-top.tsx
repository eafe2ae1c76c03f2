import { getTranslations } from 'next-intl/server';
import { read } from '@/app/read';
import { BackupHeader } from '@/components/backups/backup-header';
import { HealthStrip } from '@/components/backups/health-strip';
import { YearView } from '@/components/backups/year-view';
import type { Actor } from '@/lib/access/model';
import type { Day } from '@/lib/kernel/calendar';
import type { Region } from '@/lib/kernel/regions';
import { server } from '@/lib/server';
import type { BackupDetails } from '@/lib/snapshots/model';
import { viewYears } from '@/lib/snapshots/view-health';
import { verifyBackupAction } from '../actions';

type BackupTopProps = {
  actor: Actor;
  details: BackupDetails;
  region: Region;
  now: Date;
  /** The day that is shown, if one is. */
  day?: Day | null;
};

/** What stands over a backup instance's data: what it is, how it keeps its promise, and its year. */
export async function BackupTop({ actor, details, region, now, day = null }: BackupTopProps) {
  const { backup } = details;
  const years = await read(() => viewYears(server().ports, actor, region.id, [backup]));
  const year = years.get(backup.id);
  const t = await getTranslations('year');
  const backups = await getTranslations('backups');
  const title = backup.alias ?? backups(`untitled.${backup.type}`);
  const place = { region: region.id, backupId: backup.id };
  return (
    <>
      <BackupHeader details={details} region={region} now={now} day={day} verifyAction={verifyBackupAction} />
      <HealthStrip backup={backup} year={year} region={region.id} now={now} timeZone={region.timeZone} />
      {year && (
        <details className="mb-4 rounded-card border border-line bg-surface px-4 py-2.5">
          <summary className="rounded-control font-semibold">{t('title')}</summary>
          <div className="mt-3">
            <YearView place={place} title={title} year={year} />
          </div>
        </details>
      )}
    </>
  );
}
