import { useFormatter, useTranslations } from 'next-intl';
import { IdText } from '../ui/id-text';
import { Link } from '../ui/link';
import { Notice } from '../ui/notice';
import { TimeText } from '../ui/time-text';
import { type Cover, type KeyLosses, wholeCover } from './losses';
import { secretPath } from './secret-path';

type LossesProps = { losses: KeyLosses; region: string };

const tones = { all: 'good', some: 'danger', none: 'danger' } as const;

/** Whether a verified backup covers every version of the key, and what each backup instance holds of it. */
export function KeyCoverNotice({ losses, region }: LossesProps) {
  const t = useTranslations('losses');
  if (losses.versions === 0) return null;
  const cover = wholeCover(losses);
  return (
    <Notice tone={tones[cover]} title={t(`cover.${cover}`)}>
      {cover === 'none' && losses.covers.length === 0 ? t('noBackup') : t(`coverHelp.${cover}`)}
      {losses.covers.length > 0 && (
        <ul className="mt-1 flex flex-col gap-1">
          {losses.covers.map((one) => (
            <CoverLine key={one.backupId} cover={one} losses={losses} region={region} />
          ))}
        </ul>
      )}
    </Notice>
  );
}

const mostIds = 3;

function CoverLine({ cover, losses, region }: LossesProps & { cover: Cover }) {
  const t = useTranslations('losses');
  const { asOf, covered, missing } = cover;
  const others = missing.length - mostIds;
  return (
    <li>
      <Link href={`/${region}/backups/${cover.backupId}`}>{cover.name}</Link>
      {': '}
      {t(`holds.${cover.state}`, { covered, versions: losses.versions })}
      {asOf !== null && (
        <>
          {', '}
          {t.rich('asOf', {
            time: () => <TimeText at={asOf} now={losses.now} timeZone={losses.timeZone} />,
          })}
        </>
      )}
      {cover.state === 'held' && missing.length > 0 && (
        <span className="block">
          {t('missing')}{' '}
          {missing.slice(0, mostIds).map((versionId) => (
            <IdText key={versionId} id={versionId} className="mr-2" />
          ))}
          {others > 0 && t('more', { count: others })}
        </span>
      )}
    </li>
  );
}

type DependentSecretsProps = LossesProps & {
  /** The key goes later: until then it can be kept. */
  isScheduled?: boolean;
};

/** The secrets that can't be read without the key, by their first names. */
export function DependentSecrets({ losses, region, isScheduled = false }: DependentSecretsProps) {
  const t = useTranslations('losses');
  const format = useFormatter();
  const { secretNames } = losses;
  if (losses.secrets === 0) return null;
  const others = losses.secrets - secretNames.length;
  return (
    <Notice tone="warning" title={t('dependent', { count: losses.secrets })}>
      {t(isScheduled ? 'dependentScheduled' : 'dependentHelp')}
      <ul aria-label={t('dependentNames')} className="mt-1 flex flex-wrap gap-x-3">
        {secretNames.map((name) => (
          <li key={name} className="wrap-anywhere">
            <Link href={secretPath(region, name)}>{name}</Link>
          </li>
        ))}
        {others > 0 && <li className="text-ink-2">{t('more', { count: format.number(others) })}</li>}
      </ul>
    </Notice>
  );
}
