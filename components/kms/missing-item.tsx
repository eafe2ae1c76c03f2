'use client';

import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Card } from '../ui/card';
import { ButtonLink } from '../ui/link';
import { State } from '../ui/state';

/** No such key, secret or instance: a backup may hold it. */
export function MissingItem({ kind }: { kind: 'keys' | 'secrets' | 'instances' }) {
  const t = useTranslations(kind);
  const { region } = useParams<{ region: string }>();
  return (
    <Card>
      <State
        icon="search"
        heading="h1"
        title={t('missing')}
        actions={
          <>
            <ButtonLink href={`/${region}/backups`} variant="primary">
              {t('toBackups')}
            </ButtonLink>
            <ButtonLink href={`/${region}/${kind}`}>{t('toList')}</ButtonLink>
          </>
        }
      >
        {t('missingHelp')}
      </State>
    </Card>
  );
}
