import { useTranslations } from 'next-intl';
import type { Region } from '@/lib/kernel/regions';
import type { KeyDetails } from '@/lib/kms/model';
import type { Action } from '../action-result';
import { Badge } from '../ui/badge';
import { type Column, DataTable } from '../ui/data-table';
import { IdText } from '../ui/id-text';
import { TimeText } from '../ui/time-text';
import type { PublicKey } from './kms-actions';
import { PublicKeyButton } from './public-key-button';

type KeyVersionsProps = {
  details: KeyDetails;
  region: Region;
  now: Date;
  /** Given where the versions have public keys. */
  publicKeyAction: Action<PublicKey> | undefined;
};

/** A key's versions, the newest first. */
export function KeyVersions({ details, region, now, publicKeyAction }: KeyVersionsProps) {
  const t = useTranslations('keys');
  const page = useTranslations('keyPage');
  const { key } = details;
  const columns: Column<KeyDetails['versions'][number]>[] = [
    {
      id: 'version',
      header: t('columns.versionId'),
      cell: ({ versionId }) => <IdText id={versionId} canCopy />,
    },
    {
      id: 'primary',
      header: t('columns.role'),
      cell: ({ primary }) =>
        primary ? (
          <Badge tone="info">{t('primary')}</Badge>
        ) : (
          <span className="text-ink-3">
            {key.usage === 'SIGN/VERIFY' ? page('verifiesOnly') : t('decryptsOnly')}
          </span>
        ),
    },
    {
      id: 'created',
      header: t('columns.created'),
      cell: ({ createdAt }) => <TimeText at={createdAt} now={now} timeZone={region.timeZone} hasDistance />,
    },
  ];
  if (publicKeyAction) {
    columns.push({
      id: 'actions',
      header: t('columns.actions'),
      card: 'actions',
      cell: ({ versionId }) => (
        <PublicKeyButton
          region={region.id}
          keyId={key.keyId}
          versionId={versionId}
          action={publicKeyAction}
        />
      ),
    });
  }
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
        columns={columns}
      />
    </section>
  );
}
