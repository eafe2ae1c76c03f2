import { useLocale, useTranslations } from 'next-intl';
import { isOnSchedule } from '@/lib/backups/backup-health';
import type { Schedule } from '@/lib/backups/model';
import { formatDistance } from '../ui/time-format';

type ScheduleNoteProps = { schedule: Schedule; now: Date; timeZone: string };

/** How the region's backups go, in the top bar: "Last backup 2 min ago · all on schedule". */
export function ScheduleNote({ schedule, now, timeZone }: ScheduleNoteProps) {
  const t = useTranslations('shell');
  const locale = useLocale();
  if (schedule.newest === null) return t('noBackup');
  return t(isOnSchedule(schedule, now) ? 'onSchedule' : 'behind', {
    distance: formatDistance(schedule.newest, { now, timeZone, locale }),
  });
}
