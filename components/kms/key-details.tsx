import { useTranslations } from 'next-intl';
import type { Region } from '@/lib/kernel/regions';
import type { KeyDetails as Details } from '@/lib/kms/model';
import { Badge } from '../ui/badge';
import { Card } from '../ui/card';
import { DataTable } from '../ui/data-table';
import { DescriptionList } from '../ui/description-list';
import { IdText } from '../ui/id-text';
import { Link } from '../ui/link';
import { TimeText } from '../ui/time-text';
import { KeyStatus } from './key-state';

type KeyPartProps = { details: Details; region: Region; now: Date };

export function KeyFacts({ details, region, now }: KeyPartProps) {
  const t = useTranslations('keys');
  const { key, instanceName, secretCount } = details;
  const when = { now, timeZone: region.timeZone };
  const items = [
    { label: t('fields.keyId'), value: <IdText id={key.keyId} canCopy truncate /> },
    { label: t('fields.alias'), value: key.alias ?? <Muted>{t('noAlias')}</Muted> },
    {
      label: t('fields.instance'),
      value: <Link href={`/${region.id}/keys?instance=${key.instanceId}`}>{instanceName}</Link>,
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
    { label: t('fields.description'), value: key.description || <Muted>{t('noDescription')}</Muted> },
  ];
  return (
    <Card className="mb-4">
      <DescriptionList items={items} columns={2} />
    </Card>
  );
}

export function KeyVersions({ details, region, now }: KeyPartProps) {
  const t = useTranslations('keys');
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="mb-2 font-semibold">
        {t('versions')}
      </h2>
      <DataTable
        label={t('versions')}
        rows={details.versions.toReversed()}
        rowKey={({ versionId }) => versionId}
        count={t('versionCount', { count: details.versions.length })}
        columns={[
          {
            id: 'version',
            header: t('columns.versionId'),
            cell: ({ versionId }) => <IdText id={versionId} canCopy />,
          },
          {
            id: 'primary',
            header: t('columns.role'),
            cell: ({ primary }) =>
              primary ? <Badge tone="info">{t('primary')}</Badge> : <Muted>{t('decryptsOnly')}</Muted>,
          },
          {
            id: 'created',
            header: t('columns.created'),
            cell: ({ createdAt }) => (
              <TimeText at={createdAt} now={now} timeZone={region.timeZone} hasDistance />
            ),
          },
        ]}
      />
    </section>
  );
}

function Muted({ children }: { children: string }) {
  return <span className="text-ink-3">{children}</span>;
}
