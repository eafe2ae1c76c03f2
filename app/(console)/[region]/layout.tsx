import type { ReactNode } from 'react';
import { chosenTheme, regionChoices } from '@/app/preferences';
import { read, regionOf } from '@/app/read';
import { pageActor } from '@/app/session';
import { signOut } from '@/app/session-actions';
import { ScheduleNote } from '@/components/shell/schedule-note';
import { Shell } from '@/components/shell/shell';
import { viewSchedule } from '@/lib/backups/view-backups';
import { server } from '@/lib/server';
import { missedToday } from '@/lib/snapshots/missed-today';

type RegionLayoutProps = { params: Promise<{ region: string }>; children: ReactNode };

export default async function RegionLayout({ params, children }: RegionLayoutProps) {
  const region = regionOf((await params).region);
  const [actor, theme, regions] = await Promise.all([pageActor(), chosenTheme(), regionChoices()]);
  const { ports, clock } = server();
  const [schedule, now] = await read(() => Promise.all([viewSchedule(ports, actor, region.id), clock.now()]));
  const missed = schedule.count > 0 ? await read(() => missedToday(ports, region.id, schedule)) : 0;
  return (
    <Shell
      user={{ name: actor.userName }}
      signOut={signOut}
      regions={regions}
      region={region.id}
      theme={theme}
      {...(schedule.count > 0 && {
        note: <ScheduleNote schedule={schedule} missed={missed} now={now} timeZone={region.timeZone} />,
      })}
    >
      {children}
    </Shell>
  );
}
