import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { known, param, read, type SearchParams } from '@/app/read';
import { refusalText } from '@/app/refusal-text';
import { pageActor } from '@/app/session';
import { dataPath } from '@/components/backups/backup-paths';
import { ItemDetails } from '@/components/backups/item-details';
import { ItemHistory } from '@/components/backups/item-history';
import { ItemRestore } from '@/components/backups/item-restore';
import { ItemStanding } from '@/components/backups/item-standing';
import { ItemVersions } from '@/components/backups/item-versions';
import { ButtonLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { formatTime } from '@/components/ui/time-format';
import { isDay } from '@/lib/kernel/calendar';
import { keyId, secretName } from '@/lib/kms/schema';
import { server } from '@/lib/server';
import type { ItemRef } from '@/lib/snapshots/model';
import { formatSlot, parseSlot } from '@/lib/snapshots/slot-text';
import { viewBackup } from '@/lib/snapshots/view-data';
import { viewItem } from '@/lib/snapshots/view-item';
import { restoreItemAction } from '../../actions';
import { atHome, type BackupPageProps, backupRoute } from '../backup-route';

export async function generateMetadata({ searchParams }: BackupPageProps): Promise<Metadata> {
  const title = itemOf(await searchParams)?.itemId;
  return { title: title ?? (await getTranslations('backupItem'))('title') };
}

/** A key or secret as it stands in a backup: its versions, what differs, its history; never a value. */
export default async function BackupItemPage(props: BackupPageProps) {
  const actor = await pageActor();
  const { region, backupId, query } = await backupRoute(props);
  const item = itemOf(query);
  if (item === null) notFound();
  const dayText = param(query, 'day');
  const day = dayText !== null && isDay(dayText) ? dayText : null;
  const at = parseSlot(param(query, 'at'));
  const { ports, clock } = server();
  const [viewed, shown, now] = await read(() =>
    Promise.all([
      viewBackup(ports, actor, backupId),
      viewItem(ports, actor, { backupId, item, day, at }),
      clock.now(),
    ]),
  );
  const { backup } = atHome(viewed, region);
  const t = await getTranslations('backupItem');
  const backups = await getTranslations('backups');
  const shell = await getTranslations('shell');
  const place = { region: region.id, backupId };
  const name = (shown.ok && shown.value.alias) || item.itemId;
  const header = (help: string | undefined, actions?: React.ReactNode) => (
    <PageHeader
      crumbs={[
        { label: shell('service') },
        { label: backups('title'), href: `/${region.id}/backups` },
        {
          label: backup.alias ?? backups(`untitled.${backup.type}`),
          href: dataPath(place, { day: shown.ok ? shown.value.day : null, at }),
        },
        { label: name },
      ]}
      title={name}
      {...(help === undefined ? {} : { help })}
      {...(actions === undefined ? {} : { actions })}
    />
  );
  if (!shown.ok) {
    return (
      <>
        {header(undefined)}
        <Notice
          tone={shown.error.code === 'RECORD_DAMAGED' ? 'danger' : 'warning'}
          {...(shown.error.code === 'RECORD_DAMAGED' && { title: t('missing') })}
          role="status"
          actions={<ButtonLink href={dataPath(place, { day: null })}>{backups('viewData')}</ButtonLink>}
        >
          {await refusalText(shown.error)}
        </Notice>
      </>
    );
  }
  const view = { now, timeZone: region.timeZone };
  const { live, restorableUntil } = shown.value;
  const isCopiedSoon = restorableUntil === null && (live.standing === 'same' || live.standing === 'changed');
  const asOf = formatTime(
    shown.value.backedUpAt,
    { ...view, now: new Date(0), locale: await getLocale() },
    'moment',
  );
  return (
    <>
      {header(
        t(`help.${item.itemType}`, { time: asOf }),
        <ItemRestore
          backupId={backupId}
          day={shown.value.day}
          at={at && formatSlot(at)}
          region={region.id}
          sourceInstanceId={backup.sourceInstanceId}
          item={{ ...item, alias: shown.value.alias, versionCount: shown.value.versionCount, asOf }}
          damaged={shown.value.facts === null}
          restoreAction={restoreItemAction}
        />,
      )}
      {shown.value.facts === null && (
        <Notice tone="danger" title={t('damaged')} className="mb-4">
          {t(isCopiedSoon ? 'damagedCopied' : 'damagedHelp')}
        </Notice>
      )}
      <ItemDetails shown={shown.value} region={region} {...view} />
      <div className="mb-4 grid items-start gap-4 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <ItemStanding shown={shown.value} region={region.id} {...view} />
        </div>
        <ItemHistory shown={shown.value} place={place} {...view} />
      </div>
      {shown.value.facts && <ItemVersions facts={shown.value.facts} {...view} />}
    </>
  );
}

/** The key or secret that the address names; null: none. */
function itemOf(query: SearchParams): ItemRef | null {
  const itemType = known(query, 'type', ['KEY', 'SECRET']);
  const rule = itemType === 'KEY' ? keyId : secretName;
  const itemId = rule.safeParse(param(query, 'item'));
  return itemType !== null && itemId.success ? { itemType, itemId: itemId.data } : null;
}
