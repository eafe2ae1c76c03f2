'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { nameOfRegion, useRegions } from '../regions';
import { MenuButton } from '../ui/menu';
import { regionCookie, remember } from './preference-cookies';
import { sectionOf } from './sections';

/** Chooses the region; the page stays of the same kind, for an item's own page exists in one region only. */
export function RegionMenu({ region }: { region: string }) {
  const t = useTranslations('shell');
  const regions = useRegions();
  const section = sectionOf(usePathname()) ?? 'backups';
  const name = nameOfRegion(regions, region);
  const items = regions.map((choice) => ({
    id: choice.id,
    label: choice.name,
    href: `/${choice.id}/${section}`,
    onAction: () => remember(regionCookie, choice.id),
  }));
  return (
    <MenuButton
      label={t('region', { name })}
      groups={[{ id: 'regions', label: t('regions'), items, selected: region }]}
      className="h-8 min-w-0 gap-1.5 border border-bar-line px-2.5 hover:bg-bar-hover max-sm:gap-0.5 max-sm:px-2"
    >
      <span className="truncate">{name}</span>
    </MenuButton>
  );
}
