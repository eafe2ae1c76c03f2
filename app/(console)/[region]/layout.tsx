import type { ReactNode } from 'react';
import { chosenTheme, regionChoices } from '@/app/preferences';
import { regionOf } from '@/app/read';
import { pageActor } from '@/app/session';
import { signOut } from '@/app/session-actions';
import { Shell } from '@/components/shell/shell';

type RegionLayoutProps = { params: Promise<{ region: string }>; children: ReactNode };

export default async function RegionLayout({ params, children }: RegionLayoutProps) {
  const region = regionOf((await params).region);
  const [actor, theme, regions] = await Promise.all([pageActor(), chosenTheme(), regionChoices()]);
  return (
    <Shell
      user={{ name: actor.userName }}
      signOut={signOut}
      regions={regions}
      region={region.id}
      theme={theme}
    >
      {children}
    </Shell>
  );
}
