/** What a region has, as far as the way to its first backup goes. */
export type RegionContents = {
  readonly instances: readonly {
    readonly type: 'SOFTWARE' | 'HARDWARE';
    readonly keys: number;
    readonly secrets: number;
  }[];
  readonly backups: readonly { readonly state: 'DISABLED' | 'ENABLED' }[];
};

/** The steps from nothing to the first backup, in their order. */
export const firstRunSteps = ['instance', 'items', 'backup'] as const;
export type FirstRunStep = (typeof firstRunSteps)[number];

/** The step that is next; null once a backup instance is enabled. Hardware instances don't count: they can't be backed up. */
export function nextStep({ instances, backups }: RegionContents): FirstRunStep | null {
  if (backups.some(({ state }) => state === 'ENABLED')) return null;
  const software = instances.filter(({ type }) => type === 'SOFTWARE');
  if (software.length === 0) return 'instance';
  return software.some(({ keys, secrets }) => keys + secrets > 0) ? 'backup' : 'items';
}

/** Whether there is nothing at all to show. */
export function isEmpty({ instances, backups }: RegionContents): boolean {
  return instances.length === 0 && backups.every(({ state }) => state === 'DISABLED');
}
