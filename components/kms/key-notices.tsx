import { useTranslations } from 'next-intl';
import type { Region } from '@/lib/kernel/regions';
import type { KeyDetails } from '@/lib/kms/model';
import { ButtonLink } from '../ui/link';
import { Notice } from '../ui/notice';
import { Spinner } from '../ui/spinner';
import { TimeText } from '../ui/time-text';
import { RefreshWhile } from './refresh-while';

type KeyNoticesProps = {
  details: KeyDetails;
  region: Region;
  now: Date;
  /** Where the key's backups are looked at: that of the one that backs its instance up, else the list. */
  backupHref: string;
};

/** What a person must know about a key before using it: what it waits for, and what is wrong with it. */
export function KeyNotices({ details, region, now, backupHref }: KeyNoticesProps) {
  const t = useTranslations('keys');
  const page = useTranslations('keyPage');
  const { key, damaged, pendingVersion } = details;
  const { deletionAt } = key;
  return (
    <div className="flex flex-col gap-3 not-empty:mb-4">
      {damaged && (
        <Notice
          tone="danger"
          title={page('damagedTitle')}
          actions={<ButtonLink href={backupHref}>{page('toBackup')}</ButtonLink>}
        >
          {page('damagedHelp')}
        </Notice>
      )}
      {key.state === 'PendingCreation' && <Pending title={page('making')} help={page('makingHelp')} />}
      {pendingVersion && !damaged && key.state !== 'PendingCreation' && (
        <Pending title={page('makingVersion')} help={page('makingVersionHelp')} />
      )}
      {key.state === 'Disabled' && !damaged && (
        <Notice tone="info" title={t('disabledTitle')}>
          {key.usage === 'SIGN/VERIFY' ? page('disabledSigning') : t('disabledHelp')}
        </Notice>
      )}
      {deletionAt && (
        <Notice tone="warning" title={t('pendingTitle')}>
          {page.rich('pendingHelp', {
            when: () => <TimeText at={deletionAt} now={now} timeZone={region.timeZone} />,
          })}
        </Notice>
      )}
    </div>
  );
}

function Pending({ title, help }: { title: string; help: string }) {
  return (
    <div role="status" className="flex gap-2.5 rounded-control bg-accent-soft px-3 py-2.5 text-ink">
      <Spinner className="mt-0.5 shrink-0 text-accent" />
      <div className="min-w-0 flex-1">
        <strong className="font-semibold">{title} </strong>
        {help}
      </div>
      <RefreshWhile />
    </div>
  );
}
