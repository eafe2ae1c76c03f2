import { useTranslations } from 'next-intl';
import type { Region } from '@/lib/kernel/regions';
import { currentStage, type SecretDetails as Details } from '@/lib/kms/model';
import type { Action } from '../action-result';
import { Badge } from '../ui/badge';
import { Card } from '../ui/card';
import { DataTable } from '../ui/data-table';
import { DescriptionList } from '../ui/description-list';
import { IdText } from '../ui/id-text';
import { Link } from '../ui/link';
import { TimeText } from '../ui/time-text';
import { RevealButton } from './reveal-button';
import { SecretStatus } from './secret-status';

type SecretPartProps = { details: Details; region: Region; now: Date };

export function SecretFacts({ details, region, now }: SecretPartProps) {
  const t = useTranslations('secrets');
  const { secret, instanceName, keyMissing } = details;
  const when = { now, timeZone: region.timeZone };
  const items = [
    { label: t('fields.name'), value: secret.name },
    {
      label: t('fields.instance'),
      value: <Link href={`/${region.id}/secrets?instance=${secret.instanceId}`}>{instanceName}</Link>,
    },
    {
      label: t('fields.encryptionKey'),
      value: keyMissing ? (
        <IdText id={secret.keyId} canCopy truncate />
      ) : (
        <Link href={`/${region.id}/keys/${secret.keyId}`} className="mono">
          {secret.keyId}
        </Link>
      ),
    },
    { label: t('fields.state'), value: <SecretStatus deletionAt={secret.deletionAt} {...when} /> },
    { label: t('fields.created'), value: <TimeText at={secret.createdAt} {...when} /> },
    {
      label: t('fields.rotated'),
      value: secret.rotatedAt ? (
        <TimeText at={secret.rotatedAt} {...when} />
      ) : (
        <span className="text-ink-3">{t('neverRotated')}</span>
      ),
    },
    {
      label: t('fields.description'),
      value: secret.description || <span className="text-ink-3">{t('noDescription')}</span>,
    },
  ];
  return (
    <Card className="mb-4">
      <DescriptionList items={items} columns={2} />
    </Card>
  );
}

type SecretVersionsProps = SecretPartProps & { revealAction: Action<{ readonly value: string }> };

export function SecretVersions({ details, region, now, revealAction }: SecretVersionsProps) {
  const t = useTranslations('secrets');
  const { secret, versions } = details;
  const newestFirst = versions.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="mb-2 font-semibold">
        {t('versions')}
      </h2>
      <DataTable
        label={t('versions')}
        rows={newestFirst}
        rowKey={({ versionId }) => versionId}
        count={t('versionCount', { count: versions.length })}
        columns={[
          {
            id: 'version',
            header: t('columns.versionId'),
            cell: ({ versionId }) => <IdText id={versionId} canCopy truncate />,
          },
          {
            id: 'stages',
            header: t('columns.stages'),
            cell: ({ stages }) => (
              <span className="flex flex-wrap gap-1">
                {stages.map((stage) => (
                  <Badge key={stage} tone={stage === currentStage ? 'info' : 'neutral'}>
                    {stage}
                  </Badge>
                ))}
                {stages.length === 0 && <span className="text-ink-3">{t('noStage')}</span>}
              </span>
            ),
          },
          {
            id: 'created',
            header: t('columns.created'),
            cell: ({ createdAt }) => (
              <TimeText at={createdAt} now={now} timeZone={region.timeZone} hasDistance />
            ),
          },
          {
            id: 'actions',
            header: t('columns.actions'),
            card: 'actions',
            cell: ({ versionId }) =>
              secret.deletionAt === null ? (
                <RevealButton
                  region={region.id}
                  name={secret.name}
                  versionId={versionId}
                  action={revealAction}
                />
              ) : (
                <span className="text-ink-3">{t('noReveal')}</span>
              ),
          },
        ]}
      />
    </section>
  );
}
