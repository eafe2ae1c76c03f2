/** The sections of the console, in the order and groups of the navigation; the first group has no heading. */
export const sectionGroups = [
  { id: 'start', sections: ['overview'] },
  { id: 'protect', sections: ['backups'] },
  { id: 'manage', sections: ['instances', 'keys', 'secrets'] },
] as const;

export type Section = (typeof sectionGroups)[number]['sections'][number];

const sections: readonly Section[] = sectionGroups.flatMap((group) => group.sections);

/** The section that a page's path belongs to; undefined outside the regions, as on the account's pages. */
export function sectionOf(pathname: string): Section | undefined {
  const [, , name] = pathname.split('/');
  return sections.find((section) => section === name);
}
