import { type ItemType, type TabName, tabNames } from '@/lib/snapshots/model';

/** The six tabs of View Data in the topic's order, as the address names them. */
export type DataTab = {
  readonly id: `${'keys' | 'secrets'}-${TabName}`;
  readonly itemType: ItemType;
  readonly tab: TabName;
};

export const dataTabs: readonly DataTab[] = (['KEY', 'SECRET'] as const).flatMap((itemType) =>
  tabNames.map((tab) => ({ id: `${itemType === 'KEY' ? 'keys' : 'secrets'}-${tab}`, itemType, tab })),
);

/** The tab that the address names, else the first. */
export function chosenTab(id: string | null): DataTab {
  const [first] = dataTabs;
  const found = dataTabs.find((tab) => tab.id === id) ?? first;
  if (!found) throw new Error('There are no tabs');
  return found;
}
