import { useTranslations } from 'next-intl';
import { Link } from '../ui/link';
import { Notice } from '../ui/notice';
import { TimeText } from '../ui/time-text';
import type { InstanceLosses } from './losses';

/** What a release destroys, and what of it lives on in which backup instance. */
export function InstanceLossesNotice({ losses, region }: { losses: InstanceLosses; region: string }) {
  const t = useTranslations('losses');
  const { keys, keyVersions, secrets, backups } = losses;
  const isEmpty = keys === 0 && secrets === 0;
  const keeps = backups.some(({ takesLast }) => takesLast);
  return (
    <>
      <Notice
        tone={isEmpty ? 'info' : 'danger'}
        title={t('destroyed', { keys, versions: keyVersions, secrets })}
      >
        {!isEmpty && !keeps && t('lostForGood')}
      </Notice>
      {backups.length === 0 ? (
        <p>{t('notASource')}</p>
      ) : (
        <div>
          <p>{t(keeps ? 'heldBy' : 'heldByOlder', { count: backups.length })}</p>
          <ul className="mt-1 flex flex-col gap-1 border-line border-l-2 pl-3">
            {backups.map((backup) => (
              <li key={backup.id}>
                <Link href={`/${region}/backups/${backup.id}`} className="underline">
                  {backup.name}
                </Link>
                {': '}
                {backup.latestAt === null
                  ? t('noPoint')
                  : t.rich('latest', {
                      keys: backup.keys,
                      secrets: backup.secrets,
                      time: () => (
                        <TimeText at={backup.latestAt ?? ''} now={losses.now} timeZone={losses.timeZone} />
                      ),
                    })}{' '}
                {backup.takesLast ? t('takesLast') : t('takesNoMore')}
                {backup.damaged > 0 && (
                  <span className="block text-danger-ink">{t('damaged', { count: backup.damaged })}</span>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
