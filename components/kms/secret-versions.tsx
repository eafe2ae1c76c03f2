import { useTranslations } from 'next-intl';
import type { Region } from '@/lib/kernel/regions';
import { currentStage, type SecretDetails } from '@/lib/kms/model';
import type { Action } from '../action-result';
import { Badge } from '../ui/badge';
import { DataTable } from '../ui/data-table';
import { IdText } from '../ui/id-text';
import { TimeText } from '../ui/time-text';
import { CopyValueButton } from './copy-value-button';
import { EncryptionKey } from './encryption-key';
import { RevealButton } from './reveal-button';

type SecretVersionsProps = {
  details: SecretDetails;
  region: Region;
  now: Date;
  revealAction: Action<{ readonly value: string }>;
};

/** A secret's versions, the newest first; values come when they are asked for. */
export function SecretVersions({ details, region, now, revealAction }: SecretVersionsProps) {
  const t = useTranslations('secrets');
  const page = useTranslations('secretPage');
  const { versions } = details;
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="mb-2 font-semibold">
        {t('versions')}
      </h2>
      <DataTable
        label={t('versions')}
        rows={versions.toReversed()}
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
            id: 'key',
            header: page('keyColumn'),
            priority: 2,
            cell: ({ key }) => <EncryptionKey standing={key} regionId={region.id} isShort />,
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
            cell: (version) => (
              <VersionActions details={details} version={version} region={region} action={revealAction} />
            ),
          },
        ]}
      />
    </section>
  );
}

type VersionActionsProps = {
  details: SecretDetails;
  version: SecretDetails['versions'][number];
  region: Region;
  action: Action<{ readonly value: string }>;
};

/** Reveal and Copy Value, or why its value can't be read now. */
function VersionActions({ details, version, region, action }: VersionActionsProps) {
  const t = useTranslations('secrets');
  const page = useTranslations('secretPage');
  const { secret } = details;
  const { state } = version.key;
  if (details.damaged) return <span className="text-ink-3">{page('unreadDamaged')}</span>;
  if (secret.deletionAt !== null) return <span className="text-ink-3">{t('noReveal')}</span>;
  if (state !== 'Enabled') return <span className="text-ink-3">{page(`unread.${state}`)}</span>;
  const asked = { region: region.id, name: secret.name, versionId: version.versionId, action };
  return (
    <span className="-my-0.5 inline-flex flex-wrap items-center gap-x-2">
      <RevealButton {...asked} />
      <span aria-hidden="true" className="h-3 w-px bg-line-strong" />
      <CopyValueButton {...asked} />
    </span>
  );
}
