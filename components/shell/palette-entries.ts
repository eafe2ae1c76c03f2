import type { FoundItems } from '@/lib/kms/model';
import { secretPath } from '../kms/secret-path';
import type { RegionChoice } from '../regions';
import { type Section, sectionGroups } from './sections';

/** Something to go to. */
export type PaletteEntry = {
  readonly id: string;
  readonly label: string;
  /** An ID beside the label. */
  readonly detail: string | null;
  /** Null: it is in no region. */
  readonly regionId: string | null;
  readonly href: string;
};

export type PaletteKind = 'pages' | 'keys' | 'secrets' | 'instances';
export type PaletteGroup = { readonly kind: PaletteKind; readonly entries: readonly PaletteEntry[] };

const mostPages = 6;

export type PageNames = Readonly<Record<Section | 'changePassword', string>>;

/**
 * The console's pages that a text names: every word of it stands in the page's or the region's name or in the
 * region's ID. The pages of the region at hand come first; without a text they are all there is.
 */
export function pageEntries(
  text: string,
  regions: readonly RegionChoice[],
  current: string,
  names: PageNames,
): readonly PaletteEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const here = regions.filter(({ id }) => id === current);
  const elsewhere = words.length === 0 ? [] : regions.filter(({ id }) => id !== current);
  const sections: readonly Section[] = sectionGroups.flatMap((group) => group.sections);
  const pages = [...here, ...elsewhere].flatMap((region) =>
    sections.map((section) => ({
      entry: entry(`/${region.id}/${section}`, names[section], null, region.id),
      words: `${names[section]} ${region.name} ${region.id}`.toLowerCase(),
    })),
  );
  const account = {
    entry: entry('/account/password', names.changePassword, null, null),
    words: names.changePassword.toLowerCase(),
  };
  return [
    ...pages.slice(0, here.length * sections.length),
    account,
    ...pages.slice(here.length * sections.length),
  ]
    .filter((page) => words.every((word) => page.words.includes(word)))
    .slice(0, mostPages)
    .map((page) => page.entry);
}

/** What the server found, as things to go to; kinds of which nothing was found are left out. */
export function paletteGroups(
  pages: readonly PaletteEntry[],
  found: FoundItems | undefined,
): readonly PaletteGroup[] {
  const groups: readonly PaletteGroup[] = [
    {
      kind: 'keys',
      entries: (found?.keys ?? []).map(({ regionId, keyId, alias }) =>
        entry(`/${regionId}/keys/${keyId}`, alias ?? keyId, alias === null ? null : keyId, regionId),
      ),
    },
    {
      kind: 'secrets',
      entries: (found?.secrets ?? []).map(({ regionId, name }) =>
        entry(secretPath(regionId, name), name, null, regionId),
      ),
    },
    {
      kind: 'instances',
      entries: (found?.instances ?? []).map(({ regionId, id, name }) =>
        entry(`/${regionId}/instances/${id}`, name, id, regionId),
      ),
    },
    { kind: 'pages', entries: pages },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

function entry(href: string, label: string, detail: string | null, regionId: string | null): PaletteEntry {
  return { id: href, label, detail, regionId, href };
}
