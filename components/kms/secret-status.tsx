import { useTranslations } from 'next-intl';
import { Status } from '../ui/status';
import { TimeText } from '../ui/time-text';

type SecretStatusProps = { deletionAt: Date | null; now: Date; timeZone: string };

/** "Enabled", or the day on which the secret is destroyed. */
export function SecretStatus({ deletionAt, now, timeZone }: SecretStatusProps) {
  const t = useTranslations('secrets');
  if (deletionAt === null) return <Status tone="good">{t('enabled')}</Status>;
  return (
    <Status tone="warning">
      <span className="whitespace-normal">
        {t.rich('deletionScheduledFor', {
          when: () => <TimeText at={deletionAt} style="day" now={now} timeZone={timeZone} />,
        })}
      </span>
    </Status>
  );
}
