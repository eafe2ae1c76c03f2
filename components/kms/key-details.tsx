import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Region } from '@/lib/kernel/regions';
import type { KeyDetails as Details } from '@/lib/kms/model';
import { Card } from '../ui/card';
import { DescriptionList } from '../ui/description-list';
import { IdText } from '../ui/id-text';
import { Link } from '../ui/link';
import { TimeText } from '../ui/time-text';
import { KeyStatus } from './key-state';
import { TagList } from './tag-list';

type KeyFactsProps = { details: Details; region: Region; now: Date; isSymmetric: boolean };

export function KeyFacts({ details, region, now, isSymmetric }: KeyFactsProps) {
  const t = useTranslations('keys');
  const { key, instanceName, secretCount } = details;
  const when = { now, timeZone: region.timeZone };
  const items = [
    { label: t('fields.keyId'), value: <IdText id={key.keyId} canCopy truncate /> },
    { label: t('fields.alias'), value: key.alias ?? <Muted>{t('noAlias')}</Muted> },
    {
      label: t('fields.instance'),
      value: <Link href={`/${region.id}/instances/${key.instanceId}`}>{instanceName}</Link>,
    },
    { label: t('fields.state'), value: <KeyStatus state={key.state} /> },
    { label: t('fields.spec'), value: key.spec },
    { label: t('fields.usage'), value: key.usage },
    { label: t('fields.created'), value: <TimeText at={key.createdAt} {...when} /> },
    {
      label: t('fields.rotated'),
      value: key.rotatedAt ? <TimeText at={key.rotatedAt} {...when} /> : <Muted>{t('neverRotated')}</Muted>,
    },
    {
      label: t('fields.rotation'),
      value: <Rotation details={details} {...when} isSymmetric={isSymmetric} />,
    },
    ...(isSymmetric
      ? [
          {
            label: t('fields.secrets'),
            value:
              secretCount === 0 ? (
                <Muted>{t('noSecrets')}</Muted>
              ) : (
                <Link href={`/${region.id}/secrets?q=${key.keyId}`}>
                  {t('secretCount', { count: secretCount })}
                </Link>
              ),
          },
        ]
      : []),
    { label: t('fields.tags'), value: <TagList tags={key.tags} /> },
    { label: t('fields.description'), value: key.description || <Muted>{t('noDescription')}</Muted> },
  ];
  return (
    <Card className="mb-4">
      <DescriptionList items={items} columns={2} />
    </Card>
  );
}

type RotationProps = { details: Details; now: Date; timeZone: string; isSymmetric: boolean };

/** How it rotates by itself and when next, or why it doesn't. */
function Rotation({ details, isSymmetric, ...when }: RotationProps) {
  const t = useTranslations('keyPage');
  const { key, rotationBlocked } = details;
  if (!isSymmetric) return <Muted>{t('cannotRotate')}</Muted>;
  if (key.rotationDays === null) return <Muted>{t('off')}</Muted>;
  const days = t('everyDays', { days: key.rotationDays });
  const { nextRotationAt } = key;
  return (
    <>
      {days}
      {nextRotationAt !== null && (
        <>, {t.rich('next', { time: () => <TimeText at={nextRotationAt} {...when} /> })}</>
      )}
      {rotationBlocked !== null && rotationBlocked !== 'pending' && (
        <span className="block text-caption text-warning-ink">{t(`rotationBlocked.${rotationBlocked}`)}</span>
      )}
    </>
  );
}

function Muted({ children }: { children: ReactNode }) {
  return <span className="text-ink-3">{children}</span>;
}
