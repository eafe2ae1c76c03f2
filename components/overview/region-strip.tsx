import { useLocale, useTranslations } from 'next-intl';
import { promisedMinutes, summarizeHealth } from '@/lib/backups/backup-health';
import type { BackupListItem } from '@/lib/backups/model';
import type { InstanceListItem } from '@/lib/kms/model';
import { Link } from '../ui/link';
import { StatCard, StatStrip } from '../ui/stat-card';
import { formatDistance } from '../ui/time-format';

type RegionStripProps = {
  region: string;
  instances: readonly InstanceListItem[];
  backups: readonly BackupListItem[];
  now: Date;
  timeZone: string;
};

/** What a region holds, in four figures, each the way to its list. */
export function RegionStrip({ region, instances, backups, now, timeZone }: RegionStripProps) {
  const t = useTranslations('overview');
  const locale = useLocale();
  const software = instances.filter(({ type }) => type === 'SOFTWARE');
  const health = summarizeHealth(backups, software, now);
  const sum = (of: (instance: InstanceListItem) => number) =>
    instances.reduce((total, instance) => total + of(instance), 0);
  const format = new Intl.NumberFormat(locale);
  const oldest = health.oldestLatest;
  const isLate = oldest !== null && now.getTime() - oldest.getTime() > 2 * promisedMinutes * 60_000;
  const to = (section: string, value: string) => (
    <Link href={`/${region}/${section}`} quiet>
      {value}
    </Link>
  );
  return (
    <StatStrip>
      <StatCard
        label={t('instances')}
        value={to('instances', format.format(instances.length))}
        note={t('instancesNote', {
          software: software.length,
          hardware: instances.length - software.length,
        })}
      />
      <StatCard
        label={t('keys')}
        value={to('keys', format.format(sum(({ keys }) => keys)))}
        note={t('keysNote', { count: sum(({ keyVersions }) => keyVersions) })}
      />
      <StatCard
        label={t('secrets')}
        value={to('secrets', format.format(sum(({ secrets }) => secrets)))}
        note={t('secretsNote', { count: instances.filter(({ secrets }) => secrets > 0).length })}
      />
      <StatCard
        label={<span title={t('latestHelp')}>{t('latest')}</span>}
        value={to('backups', oldest ? formatDistance(oldest, { now, timeZone, locale }) : t('noneYet'))}
        note={t('latestNote', { count: health.protectedCount, total: health.protectableCount })}
        tone={isLate ? 'warning' : 'plain'}
      />
    </StatStrip>
  );
}
