import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { found, pageRequest, param, read, regionOf, type SearchParams, withParams } from '@/app/read';
import type { Refusal } from '@/app/refusal';
import { refusalText } from '@/app/refusal-text';
import { pageActor } from '@/app/session';
import { BackupData } from '@/components/backups/backup-data';
import { BackupHeader } from '@/components/backups/backup-header';
import { DayCalendar } from '@/components/backups/day-calendar';
import { DayCard } from '@/components/backups/day-card';
import { chosenTab } from '@/components/backups/tab-names';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { backupId as backupIdRule } from '@/lib/backups/schema';
import { type Day, dayOf, isDay } from '@/lib/kernel/calendar';
import { server } from '@/lib/server';
import { askedMonth, calendarMonths, monthOf } from '@/lib/snapshots/calendar-days';
import type { BackupDetails, DayView } from '@/lib/snapshots/model';
import { viewBackup, viewDay, viewTab } from '@/lib/snapshots/view-data';
import { restoreItemAction } from '../actions';

type ViewDataPageProps = {
  params: Promise<{ region: string; backupId: string }>;
  searchParams: Promise<SearchParams>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('backups'))('viewData') };
}

/** View Data: a date, then six tabs (topic, "View backup data"; R13). */
export default async function ViewDataPage({ params, searchParams }: ViewDataPageProps) {
  const actor = await pageActor();
  const asked = await params;
  const region = regionOf(asked.region);
  const id = backupIdRule.safeParse(asked.backupId);
  if (!id.success) notFound();
  const backupId = id.data;
  const query = await searchParams;
  const { ports, clock } = server();
  const [viewed, now] = await read(() => Promise.all([viewBackup(ports, actor, backupId), clock.now()]));
  const details = found(viewed);
  if (details.backup.regionId !== region.id) notFound(); // its days and times are those of its own region
  const day = chosenDay(details, param(query, 'day'));
  const path = `/${region.id}/backups/${backupId}`;
  const months = calendarMonths(details);
  const month =
    askedMonth(param(query, 'month'), months) ?? askedMonth(day && monthOf(day), months) ?? months.last;
  const tab = chosenTab(param(query, 'tab'));
  const page = pageRequest(query);
  const view = day === null ? null : await read(() => viewDay(ports, actor, { backupId, day }));
  const items =
    day === null || !view?.ok
      ? null
      : await read(() => viewTab(ports, actor, { backupId, day, ...tab, page }));
  const t = await getTranslations('backups');
  return (
    <>
      <BackupHeader details={details} region={region} now={now} />
      <div className="mb-5 grid gap-3.5 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <DayCalendar
          details={details}
          month={month}
          selected={day}
          hrefOf={(change) => withParams(path, query, { ...change, cursor: null })}
        />
        {view?.ok ? (
          <DayCard
            view={view.value}
            lookedAt={unchangedUntil(details, view.value)}
            now={now}
            timeZone={details.timeZone}
          />
        ) : view ? (
          <Refused refusal={view.error} />
        ) : (
          <NoDay details={details} />
        )}
      </div>
      {view?.ok && view.value.brokenAt !== null && (
        <Notice tone="danger" title={t('broken')} className="mb-4">
          {await refusalText({ code: 'CHAIN_BROKEN', ordinal: view.value.brokenAt })}
        </Notice>
      )}
      {day !== null && view?.ok && items?.ok && (
        <BackupData
          backupId={backupId}
          sourceInstanceId={details.backup.sourceInstanceId}
          day={day}
          tab={tab}
          counts={view.value.counts}
          page={items.value}
          search={page.search}
          region={region}
          now={now}
          hrefOf={(changes) => withParams(path, query, { day, ...changes })}
          restoreAction={restoreItemAction}
        />
      )}
    </>
  );
}

async function Refused({ refusal }: { refusal: Refusal }) {
  return (
    <Card>
      <Notice tone="warning" role="status">
        {await refusalText(refusal)}
      </Notice>
    </Card>
  );
}

/** The newest look at the source, where it came after the day's last point, on that day, and found nothing new. */
function unchangedUntil({ backup, timeZone }: BackupDetails, view: DayView): Date | null {
  const looked = backup.latestBackupAt;
  if (!looked || looked <= view.last.capturedAt) return null;
  return dayOf(looked, timeZone) === view.day ? looked : null;
}

async function NoDay({ details }: { details: BackupDetails }) {
  const t = await getTranslations('backups');
  const running = details.backup.activity?.finishedAt === null;
  return (
    <Card>
      <EmptyState title={running ? t('firstRunning') : t('noDay')}>
        {running ? t('firstRunningHelp') : t('noDayHelp')}
      </EmptyState>
    </Card>
  );
}

/** The day in the address, as far as it is a day at all; else the newest that has data. */
function chosenDay(details: BackupDetails, asked: string | null): Day | null {
  if (asked !== null && isDay(asked)) return asked;
  return details.daysWithData.at(-1) ?? null;
}
