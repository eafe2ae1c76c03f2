import { useTranslations } from 'next-intl';
import type { BackupState } from '@/lib/backups/model';
import { MenuButton } from '../ui/menu';
import { SearchField } from '../ui/search-field';
import { Toolbar } from '../ui/toolbar';

/** Search and status filter of the Backups list; both live in the address. */
export function BackupFilters({
  status,
  hrefs,
}: {
  status: BackupState | null;
  hrefs: Readonly<Record<'ALL' | BackupState, string>>;
}) {
  const t = useTranslations('backups');
  const chosen = status ?? 'ALL';
  return (
    <Toolbar
      end={
        <>
          <SearchField label={t('search')} />
          <MenuButton
            label={t('statusIs', { status: t(`filter.${chosen}`) })}
            placement="bottom end"
            groups={[
              {
                id: 'status',
                selected: chosen,
                items: (['ALL', 'ENABLED', 'DISABLED'] as const).map((id) => ({
                  id,
                  label: t(`filter.${id}`),
                  href: hrefs[id],
                })),
              },
            ]}
            className="h-8 rounded-control border border-line-strong bg-surface px-3"
          >
            {t('statusIs', { status: t(`filter.${chosen}`) })}
          </MenuButton>
        </>
      }
    />
  );
}
