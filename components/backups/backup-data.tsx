import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Day } from '@/lib/kernel/calendar';
import type { Page } from '@/lib/kernel/page';
import type { Region } from '@/lib/kernel/regions';
import type { SortOrder } from '@/lib/kernel/sort';
import type { Restored } from '@/lib/restores/model';
import type { TabCounts, TabSort } from '@/lib/snapshots/model';
import type { TabItem } from '@/lib/snapshots/tab-item';
import type { Action } from '../action-result';
import type { TableLinks } from '../ui/data-table-pages';
import { SearchField } from '../ui/search-field';
import { Tabs } from '../ui/tabs';
import { Toolbar } from '../ui/toolbar';
import { type DataTab, dataTabs } from './tab-names';
import { TabTable } from './tab-table';

type BackupDataProps = {
  backupId: string;
  /** The instance that is backed up: where restoring leads, unless another is chosen. */
  sourceInstanceId: string | null;
  day: Day;
  /** The slot of the chosen point; null: the day's last. */
  at: Date | null;
  tab: DataTab;
  sort: SortOrder<TabSort>;
  counts: TabCounts;
  page: Page<TabItem>;
  search: string;
  region: Region;
  now: Date;
  hrefOf: (changes: Readonly<Record<string, string | null>>) => string;
  links: TableLinks;
  /** What holding the day against its chain shows; it may come later than the rest. */
  check: ReactNode;
  restoreAction: Action<Restored>;
};

/** The six tabs of a day and the table of the one that is chosen. */
export function BackupData(props: BackupDataProps) {
  const t = useTranslations('backups');
  const { tab, counts, hrefOf } = props;
  return (
    <Tabs
      label={t('tabs')}
      selected={tab.id}
      tabs={dataTabs.map((candidate) => ({
        id: candidate.id,
        label: t(`tab.${candidate.id}`),
        count: t('number', { number: counts[candidate.itemType][candidate.tab] }),
        href: hrefOf({ tab: candidate.id, cursor: null, q: null, sort: null }),
      }))}
    >
      <Toolbar end={<div className="min-h-5 text-caption text-ink-2">{props.check}</div>}>
        <SearchField key={tab.id} label={t(tab.itemType === 'KEY' ? 'searchKeys' : 'searchSecrets')} />
      </Toolbar>
      <TabTable {...props} />
    </Tabs>
  );
}
