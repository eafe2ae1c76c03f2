import { useFormatter, useTranslations } from 'next-intl';
import { Link } from '../ui/link';
import { Notice } from '../ui/notice';
import { CoverList } from './cover-list';
import { type KeyLosses, wholeCover } from './losses';
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
      <CoverList losses={losses} region={region} />
    </Notice>
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
            <Link href={secretPath(region, name)} className="underline">
              {name}
            </Link>
          </li>
        ))}
        {others > 0 && <li className="text-ink-2">{t('more', { count: format.number(others) })}</li>}
      </ul>
    </Notice>
  );
}
