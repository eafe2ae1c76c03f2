import { useTranslations } from 'next-intl';
import type { ItemFacts, VersionFacts } from '@/lib/snapshots/history-model';
import { Badge } from '../ui/badge';
import { type Column, DataTable } from '../ui/data-table';
import { IdText } from '../ui/id-text';
import { TimeText } from '../ui/time-text';

type ItemVersionsProps = { facts: ItemFacts; now: Date; timeZone: string };

/** The versions that a backup holds of an item, newest first: no value, no material. */
export function ItemVersions({ facts, now, timeZone }: ItemVersionsProps) {
  const t = useTranslations('backupItem');
  const isKey = facts.itemType === 'KEY';
  const columns: readonly Column<VersionFacts>[] = [
    {
      id: 'version',
      header: t('columns.version'),
      cell: ({ versionId }) => <IdText id={versionId} canCopy truncate />,
    },
    isKey
      ? {
          id: 'use',
          header: t('columns.use'),
          cell: ({ isPrimary }) =>
            isPrimary ? <Badge tone="info">{t('primary')}</Badge> : <Muted>{t('older')}</Muted>,
        }
      : {
          id: 'stages',
          header: t('columns.stages'),
          cell: ({ stages }) =>
            stages.length === 0 ? (
              <Muted>{t('noStage')}</Muted>
            ) : (
              <span className="flex flex-wrap gap-1">
                {stages.map((stage) => (
                  <Badge key={stage} tone={stage === 'ACSCurrent' ? 'info' : 'neutral'}>
                    {stage}
                  </Badge>
                ))}
              </span>
            ),
        },
    ...(isKey
      ? []
      : [
          {
            id: 'key',
            header: t('columns.key'),
            cell: ({ keyId, keyVersionId }: VersionFacts) => (
              <span className="flex flex-col items-start">
                {keyId && <IdText id={keyId} />}
                {keyVersionId && <IdText id={keyVersionId} truncate />}
              </span>
            ),
          },
        ]),
    {
      id: 'created',
      header: t('columns.created'),
      cell: ({ createdAt }) => <TimeText at={createdAt} now={now} timeZone={timeZone} />,
    },
  ];
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="mb-2 font-semibold">
        {t('versions')}
      </h2>
      <DataTable
        label={t('versions')}
        columns={columns}
        rows={facts.versions.toReversed()}
        rowKey={({ versionId }) => versionId}
        count={t('versionCount', { count: facts.versions.length })}
      />
    </section>
  );
}

function Muted({ children }: { children: string }) {
  return <span className="text-ink-3">{children}</span>;
}
