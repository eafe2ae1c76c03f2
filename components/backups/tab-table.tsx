import { useLocale, useTranslations } from 'next-intl';
import type { Day } from '@/lib/kernel/calendar';
import type { Page } from '@/lib/kernel/page';
import type { Region } from '@/lib/kernel/regions';
import { formatSort, type SortOrder } from '@/lib/kernel/sort';
import type { Restored } from '@/lib/restores/model';
import type { AgainstLive, TabSort } from '@/lib/snapshots/model';
import { formatSlot } from '@/lib/snapshots/slot-text';
import type { TabItem } from '@/lib/snapshots/tab-item';
import type { Action } from '../action-result';
import { RestoreActions } from '../restores/restore-actions';
import { Badge, type BadgeTone } from '../ui/badge';
import { type Column, DataTable } from '../ui/data-table';
import type { TableLinks } from '../ui/data-table-pages';
import { EmptyState } from '../ui/empty-state';
import { IdText } from '../ui/id-text';
import { Link } from '../ui/link';
import { PageCount } from '../ui/page-count';
import { formatDay, formatTime, slotLabel } from '../ui/time-format';
import { TimeText } from '../ui/time-text';
import { backupItemPath } from './backup-paths';
import { DifferenceSummary } from './difference-summary';
import type { DataTab } from './tab-names';

type TabTableProps = {
  backupId: string;
  sourceInstanceId: string | null;
  day: Day;
  /** The slot of the chosen point; null: the day's last. */
  at: Date | null;
  tab: DataTab;
  sort: SortOrder<TabSort>;
  page: Page<TabItem>;
  search: string;
  region: Region;
  now: Date;
  hrefOf: (changes: Readonly<Record<string, string | null>>) => string;
  links: TableLinks;
  restoreAction: Action<Restored>;
};

const liveTones: Readonly<Record<AgainstLive, BadgeTone>> = {
  same: 'neutral',
  changed: 'warning',
  deleted: 'danger',
};

/** The keys or secrets of one tab; every row can be restored as it stands. */
export function TabTable(props: TabTableProps) {
  const { tab, page, search, region, now, hrefOf } = props;
  const t = useTranslations('backups');
  const locale = useLocale();
  const when = { now, timeZone: region.timeZone };
  const isKeys = tab.itemType === 'KEY';
  const hrefOfItem = (item: TabItem) =>
    backupItemPath({ region: region.id, backupId: props.backupId }, item, { day: props.day, at: props.at });

  const columns: readonly Column<TabItem>[] = [
    {
      id: 'item',
      header: t(isKeys ? 'columns.key' : 'columns.secret'),
      sortKey: isKeys ? 'alias' : 'id',
      cell: (item) =>
        isKeys ? (
          <span className="flex flex-col items-start">
            {item.alias && (
              <Link href={hrefOfItem(item)} className="break-all">
                {item.alias}
              </Link>
            )}
            <span className="inline-flex items-center gap-x-2">
              {item.alias ? (
                <IdText id={item.itemId} canCopy />
              ) : (
                <Link href={hrefOfItem(item)} className="mono break-all">
                  {item.itemId}
                </Link>
              )}
            </span>
          </span>
        ) : (
          <Link href={hrefOfItem(item)} className="break-all">
            {item.itemId}
          </Link>
        ),
    },
    isKeys
      ? { id: 'spec', header: t('columns.spec'), cell: (item) => item.spec }
      : {
          id: 'encryptionKey',
          header: t('columns.encryptionKey'),
          cell: (item) => item.keyId && <IdText id={item.keyId} />,
        },
    {
      id: 'versions',
      header: t('columns.versions'),
      cell: (item) => t('number', { number: item.versionCount }),
    },
    { id: 'state', header: t('columns.state'), cell: (item) => t(`itemState.${stateOf(item)}`) },
    {
      id: 'backedUp',
      header: t('columns.backedUp'),
      sortKey: 'backedUp',
      cell: (item) => (
        <TimeText
          at={item.backedUpAt}
          {...when}
          {...(item.deletedBy
            ? {
                note: t('deletedBy', { time: slotLabel(item.deletedBy, region.timeZone) }),
                tone: 'danger',
              }
            : item.changedSinceFull && tab.tab === 'full'
              ? { note: t('changedLater') }
              : {})}
        />
      ),
    },
    tab.tab === 'rotated'
      ? {
          id: 'rotated',
          header: t('columns.rotated'),
          cell: (item) => item.rotatedAt && <TimeText at={item.rotatedAt} {...when} />,
        }
      : {
          id: 'created',
          header: t('columns.created'),
          cell: (item) => <TimeText at={item.createdAt} {...when} />,
        },
    {
      id: 'live',
      header: t('columns.live'),
      card: 'corner',
      cell: (item) =>
        item.againstLive ? (
          <span className="flex flex-col items-start @max-2xl:items-end">
            <Badge tone={liveTones[item.againstLive]}>
              {item.againstLive === 'deleted' && item.liveDeletedAt
                ? t('deletedLive', { when: formatTime(item.liveDeletedAt, { ...when, locale }, 'moment') })
                : t(`live.${item.againstLive}`)}
            </Badge>
            {item.differences.length > 0 && (
              <span className="mt-0.5 text-caption text-ink-3">
                <DifferenceSummary differences={item.differences} />
              </span>
            )}
          </span>
        ) : (
          <Badge tone="danger">{t('live.damaged')}</Badge>
        ),
    },
    {
      id: 'until',
      header: t('columns.until'),
      priority: 2,
      cell: (item) =>
        item.restorableUntil ? (
          formatDay(item.restorableUntil, locale)
        ) : (
          <span title={t('currentHelp')}>{t('current')}</span>
        ),
    },
    {
      id: 'actions',
      header: t('columns.actions'),
      card: 'actions',
      cell: (item) => (
        <RestoreActions
          backupId={props.backupId}
          day={props.day}
          at={props.at && formatSlot(props.at)}
          region={region.id}
          sourceInstanceId={props.sourceInstanceId}
          item={{
            itemType: item.itemType,
            itemId: item.itemId,
            alias: item.alias,
            versionCount: item.versionCount,
            asOf: formatTime(item.backedUpAt, { ...when, now: new Date(0), locale }, 'moment'),
          }}
          damaged={item.againstLive === null}
          restoreAction={props.restoreAction}
        />
      ),
    },
  ];
  const empty = search === '' ? 'tabEmpty' : 'noMatch';
  return (
    <DataTable
      label={t(`tab.${tab.id}`)}
      columns={columns}
      rows={page.items}
      rowKey={(item) => item.itemId}
      sort={{
        ...props.sort,
        href: (by, direction) => hrefOf({ sort: formatSort({ by, direction }), cursor: null }),
      }}
      count={<PageCount page={page} all={t(isKeys ? 'keyCount' : 'secretCount', { count: page.total })} />}
      {...props.links}
      empty={
        <EmptyState title={t(empty)}>
          {t(empty === 'noMatch' ? 'noMatchHelp' : `tabEmptyHelp.${tab.tab}`)}
        </EmptyState>
      }
    />
  );
}

const itemStates = ['Enabled', 'Disabled', 'PendingDeletion', 'Live', 'RecoveryWindow'] as const;

function stateOf(item: TabItem): (typeof itemStates)[number] | 'other' {
  return itemStates.find((state) => state === item.state) ?? 'other';
}
