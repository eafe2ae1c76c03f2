import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type RegionChoice, RegionsProvider } from '../regions';
import { AccountMenu } from './account-menu';
import { Logo } from './logo';
import { NavToggle } from './nav-toggle';
import { PaletteButton } from './palette-button';
import type { Theme } from './preference-cookies';
import { RegionMenu } from './region-menu';
import { SessionWatch } from './session-watch';
import { SideNav } from './side-nav';

export type ShellProps = {
  user: { name: string };
  signOut: () => Promise<void>;
  /** The site's regions, and the one whose sections the navigation opens. */
  regions: readonly RegionChoice[];
  region: string;
  theme: Theme;
  /** At the right of the top bar, as "Last backup 2 min ago". */
  note?: ReactNode;
  children: ReactNode;
};

/** What stands around every page of the console. */
export function Shell({ user, signOut, regions, region, theme, note, children }: ShellProps) {
  const t = useTranslations('shell');
  return (
    <RegionsProvider regions={regions}>
      <SessionWatch />
      <a
        href="#content"
        className="-translate-y-16 fixed top-2 left-2 z-50 rounded-control bg-surface px-3 py-1.5 text-accent shadow-pop focus:translate-y-0"
      >
        {t('skip')}
      </a>
      <header className="sticky top-0 z-20 flex h-12 items-center gap-2 bg-bar px-2.5 text-bar-ink [--color-accent:#8fbefa] sm:gap-4 sm:px-5">
        <div className="flex shrink-0 items-center gap-2 sm:gap-2.5">
          <NavToggle />
          <Logo />
          <span className="font-semibold text-[14px] max-[430px]:hidden">{t('product')}</span>
        </div>
        <RegionMenu region={region} />
        <div className="ml-auto flex min-w-0 shrink-0 items-center gap-2 sm:gap-3">
          {note !== undefined && (
            <span className="truncate text-bar-ink-2 text-caption max-md:hidden">{note}</span>
          )}
          <PaletteButton region={region} />
          <AccountMenu name={user.name} theme={theme} signOut={signOut} />
        </div>
      </header>
      <div className="flex">
        <SideNav region={region} />
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-3 py-4 outline-none sm:px-7 sm:py-5">
          {children}
        </main>
      </div>
    </RegionsProvider>
  );
}
