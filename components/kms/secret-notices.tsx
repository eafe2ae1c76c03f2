import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Region } from '@/lib/kernel/regions';
import type { SecretDetails } from '@/lib/kms/model';
import { Link } from '../ui/link';
import { Notice } from '../ui/notice';
import { TimeText } from '../ui/time-text';

type SecretNoticesProps = { details: SecretDetails; region: Region; now: Date };

/** What a person must know about a secret before using it, and what follows from it. */
export function SecretNotices({ details, region, now }: SecretNoticesProps) {
  const t = useTranslations('secrets');
  const page = useTranslations('secretPage');
  const { deletionAt } = details.secret;
  const time = (at: Date) => <TimeText at={at} now={now} timeZone={region.timeZone} />;
  return (
    <div className="flex flex-col gap-3 not-empty:mb-4">
      {details.damaged && (
        <Notice
          tone="danger"
          title={page('damagedTitle')}
          actions={<Link href={`/${region.id}/backups`}>{t('toBackups')}</Link>}
        >
          {page('damagedHelp')}
        </Notice>
      )}
      {deletionAt && (
        <Notice tone="warning" title={t('leavingTitle')}>
          {t.rich('leavingHelp', { when: () => time(deletionAt) })}
        </Notice>
      )}
      <KeyNotice details={details} region={region} time={time} />
    </div>
  );
}

type KeyNoticeProps = { details: SecretDetails; region: Region; time: (at: Date) => ReactNode };

/** That the encryption key can't be used, and why scheduled rotation waits for it. */
function KeyNotice({ details, region, time }: KeyNoticeProps) {
  const t = useTranslations('secrets');
  const page = useTranslations('secretPage');
  const { keyId, alias, state } = details.encryptionKey;
  if (state === 'Enabled') return null;
  const { nextRotationAt, deletionAt } = details.secret;
  return (
    <Notice
      tone={state === 'Missing' ? 'danger' : 'warning'}
      title={page(`keyTitle.${state}`)}
      actions={
        state === 'Missing' ? (
          <Link href={`/${region.id}/backups`}>{t('toBackups')}</Link>
        ) : (
          <Link href={`/${region.id}/keys/${keyId}`}>{page('toKey')}</Link>
        )
      }
    >
      {page(`keyNotice.${state}`, { key: alias ?? keyId })}
      {nextRotationAt && deletionAt === null && (
        <> {page.rich('rotationWaits', { time: () => time(nextRotationAt) })}</>
      )}
    </Notice>
  );
}
