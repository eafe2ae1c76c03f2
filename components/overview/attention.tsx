import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { backupTroubles, summarizeHealth, troubledBackups } from '@/lib/backups/backup-health';
import type { BackupListItem } from '@/lib/backups/model';
import type { InstanceListItem, LeavingItem } from '@/lib/kms/model';
import { verificationPath } from '../backups/backup-paths';
import { healthTones } from '../backups/backup-words';
import { secretPath } from '../kms/secret-path';
import { Card } from '../ui/card';
import { Icon } from '../ui/icon';
import { Link } from '../ui/link';
import type { StatusTone } from '../ui/status';
import { TimeText } from '../ui/time-text';

type AttentionProps = {
  region: string;
  instances: readonly InstanceListItem[];
  backups: readonly BackupListItem[];
  leaving: { readonly items: readonly LeavingItem[]; readonly total: number };
  now: Date;
  timeZone: string;
};

/** What needs a person, worst first, each with the way to it. */
export function Attention({ region, instances, backups, leaving, now, timeZone }: AttentionProps) {
  const t = useTranslations('overview');
  const words = useTranslations('backups');
  const at = `/${region}`;
  const software = instances.filter(({ type }) => type === 'SOFTWARE');
  const filled = software.filter(({ keys, secrets }) => keys + secrets > 0);
  const { unprotected } = summarizeHealth(backups, filled, now);
  const more = leaving.total - leaving.items.length;
  const link = (href: string, text: string) => () => (
    <Link href={href} className="break-words underline">
      {text}
    </Link>
  );
  const points: readonly { id: string; tone: StatusTone; text: ReactNode }[] = [
    ...troubledBackups(backups, now).flatMap((backup) => {
      const rich = { link: link(`${at}/backups/${backup.id}`, backup.alias ?? backup.id) };
      return backupTroubles(backup, now).map((health) => {
        const text =
          health === 'damaged'
            ? t.rich('troubledDamaged', { ...rich, count: backup.damagedItems.length })
            : health === 'unsound'
              ? t.rich('troubledUnsound', {
                  ...rich,
                  names: link(verificationPath({ region, backupId: backup.id }), t('seeDamage')),
                })
              : t.rich('troubled', { ...rich, health: words(`health.${health}`) });
        return { id: `${backup.id} ${health}`, tone: healthTones[health], text };
      });
    }),
    ...unprotected.map((name) => ({
      id: `instance ${name}`,
      tone: 'warning' as const,
      text: t.rich('notBackedUp', { link: link(`${at}/backups`, name) }),
    })),
    ...leaving.items.map(({ itemType, itemId, alias, deletionAt }) => ({
      id: `${itemType} ${itemId}`,
      tone: 'warning' as const,
      text: t.rich(itemType === 'KEY' ? 'keyLeaves' : 'secretLeaves', {
        link:
          itemType === 'KEY'
            ? link(`${at}/keys/${itemId}`, alias ?? itemId)
            : link(secretPath(region, itemId), itemId),
        when: () => <TimeText at={deletionAt} now={now} timeZone={timeZone} />,
      }),
    })),
  ];
  return (
    <Card title={t('attention')}>
      {points.length === 0 ? (
        <p className="flex items-center gap-2 text-ink-2">
          <Icon name="check" className="text-good" />
          {t('attentionNone')}
        </p>
      ) : (
        <ul className="flex flex-col gap-2">
          {points.map((point) => (
            <li key={point.id} className="flex gap-2">
              <Icon
                name="warning"
                className={point.tone === 'danger' ? 'mt-0.5 text-danger' : 'mt-0.5 text-warning'}
              />
              <span className="min-w-0 break-words">{point.text}</span>
            </li>
          ))}
          {more > 0 && <li className="pl-6 text-ink-2">{t('attentionMore', { count: more })}</li>}
        </ul>
      )}
    </Card>
  );
}
