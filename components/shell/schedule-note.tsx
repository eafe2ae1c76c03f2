import { useLocale, useTranslations } from 'next-intl';
import { isOnSchedule } from '@/lib/backups/backup-health';
import type { Schedule } from '@/lib/backups/model';
import { formatDistance } from '../ui/time-format';

type ScheduleNoteProps = {
  schedule: Schedule;
  /** Slots that were missed today. */
  missed: number;
  now: Date;
  timeZone: string;
};

/** How the region's backups go, in the top bar: "Last backup 2 min ago · all on schedule". */
export function ScheduleNote({ schedule, missed, now, timeZone }: ScheduleNoteProps) {
  const t = useTranslations('shell');
  const locale = useLocale();
  const { newest, ailing } = schedule;
  if (newest === null) return t('noBackup');
  const parts = [t('lastBackup', { distance: formatDistance(newest, { now, timeZone, locale }) })];
  if (!isOnSchedule(schedule, now)) parts.push(t('behind'));
  else if (ailing === 0) parts.push(t(missed === 0 ? 'allOnSchedule' : 'onSchedule'));
  if (ailing > 0) parts.push(t('ailing', { count: ailing }));
  if (missed > 0) parts.push(t('missedToday', { count: missed }));
  return parts.join(' · ');
}
