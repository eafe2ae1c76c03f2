import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state';
import { ButtonLink } from '../ui/link';
import { PageHeader } from '../ui/page-header';
import { SearchField } from '../ui/search-field';
import { Toolbar } from '../ui/toolbar';

type KmsListFrameProps = {
  list: 'keys' | 'secrets';
  /** Creates one. */
  create: ReactNode;
  filters: ReactNode;
  children: ReactNode;
};

/** Around a list of keys or secrets: title, search, filters, and what makes a new one. */
export function KmsListFrame({ list, create, filters, children }: KmsListFrameProps) {
  const t = useTranslations(list);
  const shell = useTranslations('shell');
  return (
    <>
      <PageHeader
        crumbs={[{ label: shell('service') }, { label: t('title') }]}
        title={t('title')}
        help={t('help')}
      />
      <Toolbar
        end={
          <>
            <SearchField label={t('search')} />
            {filters}
          </>
        }
      >
        {create}
      </Toolbar>
      {children}
    </>
  );
}

type KmsListEmptyProps = {
  list: 'keys' | 'secrets';
  region: string;
  /** Whether the region has an instance that could hold them. */
  hasInstance: boolean;
  isNarrowed: boolean;
};

/** No rows: since nothing matches, nothing was made yet, or there is no place for them. */
export function KmsListEmpty({ list, region, hasInstance, isNarrowed }: KmsListEmptyProps) {
  const t = useTranslations(list);
  if (isNarrowed) {
    return (
      <EmptyState
        title={t('noMatch')}
        actions={
          <>
            <ButtonLink href={`/${region}/${list}`}>{t('clear')}</ButtonLink>
            <ButtonLink href={`/${region}/backups`}>{t('lookInBackups')}</ButtonLink>
          </>
        }
      >
        {t('noMatchHelp')}
      </EmptyState>
    );
  }
  if (hasInstance) return <EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState>;
  return (
    <EmptyState
      title={t('noInstance')}
      actions={
        <ButtonLink href={`/${region}/instances`} variant="primary">
          {t('toInstances')}
        </ButtonLink>
      }
    >
      {t('noInstanceHelp')}
    </EmptyState>
  );
}
