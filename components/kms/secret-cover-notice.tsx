'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Notice } from '../ui/notice';
import { CoverList } from './cover-list';
import { secretLosses, wholeCover } from './losses';
import { LossesState } from './losses-state';

const tones = { all: 'good', some: 'danger', none: 'danger' } as const;

/** What goes with a secret, and what of it each backup instance holds, looked at as this is shown. */
export function SecretCoverNotice({ region, name }: { region: string; name: string }) {
  const t = useTranslations('secrets');
  const page = useTranslations('secretPage');
  const losses = useQuery(secretLosses(region, name));
  const { data } = losses;
  if (!data) return <LossesState error={losses.error} />;
  const cover = wholeCover(data);
  return (
    <>
      <p>{t('deleteLosses', { versions: data.versions })}</p>
      <Notice tone={tones[cover]} title={page(`cover.${cover}`)}>
        {cover === 'none' && data.covers.length === 0 ? page('noBackup') : page(`coverHelp.${cover}`)}
        <CoverList losses={data} region={region} />
      </Notice>
    </>
  );
}
