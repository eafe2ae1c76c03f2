import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { chosenTheme } from '@/app/preferences';
import { pageActor } from '@/app/session';
import { signOut } from '@/app/session-actions';
import { Shell } from '@/components/shell/shell';
import { findRegion } from '@/lib/kernel/regions';

type RegionLayoutProps = { params: Promise<{ region: string }>; children: ReactNode };

export default async function RegionLayout({ params, children }: RegionLayoutProps) {
  const region = findRegion((await params).region);
  if (region === undefined) notFound();
  const [actor, theme] = await Promise.all([pageActor(), chosenTheme()]);
  return (
    <Shell user={{ name: actor.userName }} signOut={signOut} region={region.id} theme={theme}>
      {children}
    </Shell>
  );
}
