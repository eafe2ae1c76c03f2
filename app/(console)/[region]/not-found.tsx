import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { ButtonLink } from '@/components/ui/link';
import { State } from '@/components/ui/state';

export default function RegionNotFound() {
  const t = useTranslations('errors');
  return (
    <Card>
      <State
        heading="h1"
        icon="search"
        title={t('missing')}
        actions={<ButtonLink href="/">{t('toBackups')}</ButtonLink>}
      >
        {t('missingHelp')}
      </State>
    </Card>
  );
}
