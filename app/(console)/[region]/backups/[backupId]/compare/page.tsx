import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { known, pageLinks, pageRequest, param, read, withParams } from '@/app/read';
import { refusalText } from '@/app/refusal-text';
import { pageActor } from '@/app/session';
import { chosenPoint, comparableDays } from '@/components/backups/chosen-point';
import { CompareChoice } from '@/components/backups/compare-choice';
import { CompareTable } from '@/components/backups/compare-table';
import { ButtonLink } from '@/components/ui/link';
import { ListFilter } from '@/components/ui/list-filter';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { SearchField } from '@/components/ui/search-field';
import { Tabs } from '@/components/ui/tabs';
import { formatOffsets } from '@/components/ui/time-format';
import { Toolbar } from '@/components/ui/toolbar';
import { formatSort, parseSort } from '@/lib/kernel/sort';
import { server } from '@/lib/server';
import { comparePoints } from '@/lib/snapshots/compare-points';
import {
  type ChangeCounts,
  type ChangeKind,
  changeKinds,
  changeSorts,
  type ItemType,
} from '@/lib/snapshots/model';
import { parseSlot } from '@/lib/snapshots/slot-text';
import { viewBackup } from '@/lib/snapshots/view-data';
import { atHome, type BackupPageProps, backupRoute } from '../backup-route';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('compare'))('title') };
}

/** Compare two points of a backup instance: what was created, rotated, changed and deleted between them. */
export default async function ComparePage(props: BackupPageProps) {
  const actor = await pageActor();
  const { region, backupId, query, path } = await backupRoute(props);
  const { ports, clock } = server();
  const itemType = known(query, 'type', ['KEY', 'SECRET']);
  const kind = known(query, 'kind', changeKinds);
  const sort = parseSort(param(query, 'sort'), changeSorts, { by: 'when', direction: 'descending' });
  const page = pageRequest(query);
  const points = { from: parseSlot(param(query, 'from')), to: parseSlot(param(query, 'to')) };
  const [viewed, compared, now] = await read(() =>
    Promise.all([
      viewBackup(ports, actor, backupId),
      comparePoints(ports, actor, { backupId, ...points, itemType, kind, sort, page }),
      clock.now(),
    ]),
  );
  const details = atHome(viewed, region);
  const href = (changes: Record<string, string | null>) => withParams(`${path}/compare`, query, changes);
  const fromStart = (changes: Record<string, string | null>) => href({ ...changes, cursor: null });
  const t = await getTranslations('compare');
  const kinds = await getTranslations('changes');
  const backups = await getTranslations('backups');
  const shell = await getTranslations('shell');
  const locale = await getLocale();
  const shown = compared.ok ? [compared.value.from.slotAt, compared.value.to.slotAt] : [now];
  const title = details.backup.alias ?? backups(`untitled.${details.backup.type}`);
  const header = (
    <PageHeader
      crumbs={[
        { label: shell('service') },
        { label: backups('title'), href: `/${region.id}/backups` },
        { label: title, href: path },
        { label: t('title') },
      ]}
      title={t('title')}
      help={t('help', { offset: formatOffsets(shown, region.timeZone, locale) })}
    />
  );
  if (!compared.ok) {
    return (
      <>
        {header}
        <Notice
          tone="warning"
          role="status"
          actions={<ButtonLink href={`${path}/compare`}>{t('startOver')}</ButtonLink>}
        >
          {await refusalText(compared.error)}
        </Notice>
      </>
    );
  }
  const { from, to, counts, reversed } = compared.value;
  const view = {
    place: { region: region.id, backupId },
    now,
    timeZone: region.timeZone,
    locale,
  };
  const words = {
    full: t('full'),
    changes: (count: number) => t('changes', { count }),
    taken: (time: string) => t('taken', { time }),
    unchanged: (time: string) => t('unchanged', { time }),
    missed: (time: string) => t('missed', { time }),
  };
  const number = (of: ChangeKind | null) => t('number', { number: countOf(counts, itemType, of) });
  return (
    <>
      {header}
      <CompareChoice
        days={comparableDays(details.daysWithData, view)}
        from={chosenPoint(from, compared.value.fromChoices, view, words)}
        to={chosenPoint(to, compared.value.toChoices, view, words)}
      />
      {reversed && (
        <Notice tone="info" title={t('reversed')} className="mb-4">
          {t('reversedHelp')}
        </Notice>
      )}
      <Tabs
        label={t('kinds')}
        selected={kind ?? 'all'}
        tabs={[
          { id: 'all', label: t('all'), count: number(null), href: fromStart({ kind: null }) },
          ...changeKinds.map((one) => ({
            id: one,
            label: kinds(one),
            count: number(one),
            href: fromStart({ kind: one }),
          })),
        ]}
      >
        <Toolbar
          end={
            <>
              <SearchField label={t('search')} />
              <ListFilter
                name={t('columns.type')}
                chosen={itemType}
                options={(['KEY', 'SECRET'] as const).map((one) => ({ id: one, label: t(`type.${one}`) }))}
                href={(one) => fromStart({ type: one })}
              />
            </>
          }
        />
        <CompareTable
          backupId={backupId}
          page={compared.value.page}
          from={from.point.slotAt}
          to={to.point.slotAt}
          isSame={from.point.ordinal === to.point.ordinal}
          filtered={page.search !== '' || kind !== null || itemType !== null}
          sort={{
            ...sort,
            href: (by, direction) => fromStart({ sort: formatSort({ by, direction }) }),
          }}
          links={pageLinks(compared.value.page, href)}
          region={region}
          now={now}
        />
      </Tabs>
    </>
  );
}

/** How many there are of a type (null: both) and kind (null: all). */
function countOf(counts: ChangeCounts, itemType: ItemType | null, kind: ChangeKind | null): number {
  const types: readonly ItemType[] = itemType === null ? ['KEY', 'SECRET'] : [itemType];
  const kinds: readonly ChangeKind[] = kind === null ? changeKinds : [kind];
  return types.flatMap((type) => kinds.map((one) => counts[type][one])).reduce((sum, one) => sum + one, 0);
}
