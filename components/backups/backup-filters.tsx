import { useTranslations } from 'next-intl';
import type { BackupState, BackupType } from '@/lib/backups/model';
import { ListFilter } from '../ui/list-filter';
import { SearchField } from '../ui/search-field';
import { Toolbar } from '../ui/toolbar';

type BackupFiltersProps = {
  status: BackupState | null;
  type: BackupType | null;
  /** The list's address with another value of a filter; null: all. */
  href: (changes: { readonly status?: string | null; readonly type?: string | null }) => string;
};

/** Search and filters of the Backups list; all live in the address. */
export function BackupFilters({ status, type, href }: BackupFiltersProps) {
  const t = useTranslations('backups');
  return (
    <Toolbar
      end={
        <>
          <SearchField label={t('search')} />
          <ListFilter
            name={t('columns.type')}
            chosen={type}
            options={(['DEFAULT', 'PURCHASED', 'UPLOAD'] as const).map((id) => ({
              id,
              label: t(`type.${id}`),
            }))}
            href={(id) => href({ type: id })}
          />
          <ListFilter
            name={t('columns.status')}
            chosen={status}
            options={(['ENABLED', 'DISABLED'] as const).map((id) => ({ id, label: t(`filter.${id}`) }))}
            href={(id) => href({ status: id })}
          />
        </>
      }
    />
  );
}
