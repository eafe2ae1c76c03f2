'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { MenuButton } from '@/components/ui/menu';
import { type RegionId, regions } from '@/lib/kernel/regions';
import { regionCookie, remember } from './preference-cookies';
import { sectionOf } from './sections';

/** Chooses the region; the page stays of the same kind, for an item's own page exists in one region only. */
export function RegionMenu({ region }: { region: RegionId }) {
  const t = useTranslations('shell');
  const name = useTranslations('regions');
  const section = sectionOf(usePathname()) ?? 'backups';
  const items = regions.map(({ id }) => ({
    id,
    label: name(id),
    href: `/${id}/${section}`,
    onAction: () => remember(regionCookie, id),
  }));
  return (
    <MenuButton
      label={t('region', { name: name(region) })}
      groups={[{ id: 'regions', label: t('regions'), items, selected: region }]}
      className="h-8 min-w-0 gap-1.5 border border-bar-line px-2.5 hover:bg-bar-hover max-sm:gap-0.5 max-sm:px-2"
    >
      <span className="truncate">{name(region)}</span>
    </MenuButton>
  );
}
