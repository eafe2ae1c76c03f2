import { useTranslations } from 'next-intl';
import { hasDamage } from '@/lib/backups/backup-health';
import type { Verification } from '@/lib/backups/model';
import { TimeText } from '../ui/time-text';

/** The last verification in a line: "Verified 2 h ago: 4,102 records and 288 points are sound". */
export function VerifyResult({
  verification,
  now,
  timeZone,
}: {
  verification: Verification | null;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations('verify');
  const result = verification?.result;
  if (!result) return t('never');
  const { at, points, records, damaged, brokenPoints } = result;
  const parts = { points, records, damaged, broken: brokenPoints.length };
  return t.rich(hasDamage(verification) ? 'foundDamage' : 'sound', {
    ...parts,
    when: () => <TimeText at={at} now={now} timeZone={timeZone} />,
  });
}
