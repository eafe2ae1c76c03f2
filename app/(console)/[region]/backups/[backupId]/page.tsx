import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageLinks, pageRequest, param, read, withParams } from '@/app/read';
import type { Refusal } from '@/app/refusal';
import { refusalText } from '@/app/refusal-text';
import { pageActor } from '@/app/session';
import { BackupData } from '@/components/backups/backup-data';
import { comparePath } from '@/components/backups/backup-paths';
import { DayCalendar } from '@/components/backups/day-calendar';
import { DayLineCard } from '@/components/backups/day-line-card';
import { EmptyDayCard } from '@/components/backups/empty-day-card';
import { chosenTab } from '@/components/backups/tab-names';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { type Day, isDay } from '@/lib/kernel/calendar';
import type { Result } from '@/lib/kernel/result';
import { parseSort } from '@/lib/kernel/sort';
import { server } from '@/lib/server';
import { askedMonth, calendarMonths, monthOf } from '@/lib/snapshots/calendar-days';
import { type BackupDetails, tabSorts, usualTabSort } from '@/lib/snapshots/model';
import { parseSlot } from '@/lib/snapshots/slot-text';
import { viewBackup, viewData, viewMonth, viewTimeLine } from '@/lib/snapshots/view-data';
import { viewEmptyDay } from '@/lib/snapshots/view-empty-day';
import { restoreItemAction } from '../actions';
import { atHome, type BackupPageProps, backupRoute } from './backup-route';
import { BackupTop } from './backup-top';
import { DayCheck } from './day-check';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('backups'))('viewData') };
}

/** View Data: a date, then six tabs (topic, "View backup data"; R13). */
export default async function ViewDataPage(props: BackupPageProps) {
  const actor = await pageActor();
  const { region, backupId, query, path } = await backupRoute(props);
  const { ports, clock } = server();
  const [viewed, now] = await read(() => Promise.all([viewBackup(ports, actor, backupId), clock.now()]));
  const details = atHome(viewed, region);
  const day = chosenDay(details, param(query, 'day'));
  const at = parseSlot(param(query, 'at'));
  const months = calendarMonths(details);
  const month =
    askedMonth(param(query, 'month'), months) ?? askedMonth(day && monthOf(day), months) ?? months.last;
  const tab = chosenTab(param(query, 'tab'));
  const sort = parseSort(param(query, 'sort'), tabSorts, usualTabSort);
  const page = pageRequest(query);
  const asked = day === null ? null : { backupId, day, at };
  const [changes, shown] = await read(() =>
    Promise.all([
      viewMonth(ports, details, month),
      asked && viewData(ports, actor, { ...asked, ...tab, sort, page }),
    ]),
  );
  // Where the slot can't be shown, the day's line still says which can.
  const line = shown?.ok
    ? shown.value.line
    : asked && (await read(async () => orNull(await viewTimeLine(ports, actor, asked))));
  const isEmpty = shown?.ok === false && shown.error.code === 'DAY_WITHOUT_DATA';
  const empty = day !== null && isEmpty ? await read(() => viewEmptyDay(ports, details, day)) : null;
  const hrefOfDay = (slot: string | null) => withParams(path, query, { day, at: slot, cursor: null });
  return (
    <>
      <BackupTop actor={actor} details={details} region={region} now={now} day={day} />
      <div className="mb-5 grid gap-3.5 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <DayCalendar
          details={details}
          month={month}
          changes={changes}
          selected={day}
          hrefOf={(change) =>
            withParams(path, query, { ...change, cursor: null, ...(change.day && { at: null }) })
          }
        />
        <div className="flex min-w-0 flex-col gap-3.5">
          {empty && day !== null ? (
            <EmptyDayCard
              day={day}
              empty={empty}
              now={now}
              timeZone={details.timeZone}
              hrefOf={(other) => withParams(path, query, { day: other, at: null, month: null, cursor: null })}
            />
          ) : (
            shown && !shown.ok && <Refused refusal={shown.error} />
          )}
          {day !== null && line && (
            <DayLineCard
              day={day}
              line={line}
              at={at}
              shownAt={shown?.ok ? shown.value.view.shownSlotAt : null}
              now={now}
              timeZone={details.timeZone}
              hrefOf={hrefOfDay}
              compareHref={comparePath(
                { region: region.id, backupId },
                // With the day's last state, or the last one with the day's full.
                at && shown?.ok
                  ? { from: shown.value.view.shownSlotAt, to: line.lastSlotAt }
                  : { from: line.firstSlotAt, to: line.lastSlotAt },
              )}
              others={['day', 'tab', 'q', 'sort'].flatMap((name) => {
                const value = name === 'day' ? day : param(query, name);
                return value === null ? [] : [[name, value] as const];
              })}
            />
          )}
          {!shown && <NoDay details={details} />}
        </div>
      </div>
      {asked && shown?.ok && (
        <BackupData
          backupId={backupId}
          sourceInstanceId={details.backup.sourceInstanceId}
          day={asked.day}
          at={at}
          tab={tab}
          sort={sort}
          counts={shown.value.view.counts}
          page={shown.value.items}
          search={page.search}
          region={region}
          now={now}
          hrefOf={(changed) => withParams(path, query, { day: asked.day, ...changed })}
          links={pageLinks(shown.value.items, (changed) =>
            withParams(path, query, { day: asked.day, ...changed }),
          )}
          check={
            <DayCheck
              actor={actor}
              region={region.id}
              asked={asked}
              unreadable={shown.value.items.items.filter((item) => item.againstLive === null).length}
            />
          }
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

const orNull = <T,>(result: Result<T, unknown>): T | null => (result.ok ? result.value : null);

/** The day in the address, as far as it is a day at all; else the newest that has data. */
function chosenDay(details: BackupDetails, asked: string | null): Day | null {
  if (asked !== null && isDay(asked)) return asked;
  return details.daysWithData.at(-1) ?? null;
}
