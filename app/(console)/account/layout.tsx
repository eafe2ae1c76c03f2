import type { ReactNode } from 'react';
import { chosenTheme, regionChoices, rememberedRegion } from '@/app/preferences';
import { pageActor } from '@/app/session';
import { signOut } from '@/app/session-actions';
import { Shell } from '@/components/shell/shell';

/** A person's own pages: in no region, with the navigation of the one they chose last. */
export default async function AccountLayout({ children }: { readonly children: ReactNode }) {
  const actor = await pageActor();
  const [theme, regions, region] = await Promise.all([chosenTheme(), regionChoices(), rememberedRegion()]);
  return (
    <Shell user={{ name: actor.userName }} signOut={signOut} regions={regions} region={region} theme={theme}>
      {children}
    </Shell>
  );
}
