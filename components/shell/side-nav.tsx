'use client';

import NextLink, { useLinkStatus } from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { cx } from '@/components/ui/cx';
import { Spinner } from '@/components/ui/spinner';
import { navId } from './nav-toggle';
import { sectionGroups, sectionOf } from './sections';

const place =
  'w-52 shrink-0 border-line border-r bg-surface py-3 text-ink-2 lg:sticky lg:top-12 lg:block lg:h-[calc(100dvh-3rem)] lg:overflow-y-auto ' +
  'max-lg:fixed max-lg:inset-y-0 max-lg:left-0 max-lg:m-0 max-lg:h-dvh max-lg:w-64 max-lg:max-h-none max-lg:shadow-pop max-lg:backdrop:bg-scrim';

export function SideNav({ region }: { region: string }) {
  const t = useTranslations('shell');
  const nav = useRef<HTMLElement>(null);
  const pathname = usePathname();
  const current = sectionOf(pathname);
  // biome-ignore lint/correctness/useExhaustiveDependencies: having gone somewhere, the opened navigation closes
  useEffect(() => {
    if (nav.current?.matches(':popover-open')) nav.current.hidePopover();
  }, [pathname]);
  return (
    <nav ref={nav} id={navId} popover="auto" aria-label={t('navigation')} className={place}>
      {sectionGroups.map((group) => (
        <div key={group.id} className="mb-3">
          {group.id !== 'start' && (
            <h2
              id={`nav-${group.id}`}
              className="px-5 py-2 font-semibold text-ink-3 text-micro uppercase tracking-wide"
            >
              {t(group.id)}
            </h2>
          )}
          <ul {...(group.id !== 'start' && { 'aria-labelledby': `nav-${group.id}` })}>
            {group.sections.map((section) => (
              <li key={section}>
                <NextLink
                  href={`/${region}/${section}`}
                  prefetch={false}
                  {...(section === current && { 'aria-current': 'page' })}
                  className={cx(
                    'flex h-[34px] items-center justify-between border-l-3 pr-4 pl-[17px] focus-visible:-outline-offset-2',
                    section === current
                      ? 'border-accent bg-accent-soft font-semibold text-accent'
                      : 'border-transparent hover:bg-hover hover:text-ink',
                  )}
                >
                  {t(section)}
                  <Underway />
                </NextLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The page asked for is on its way: shown after a moment, so that quick pages don't flicker. */
function Underway() {
  const { pending } = useLinkStatus();
  return pending ? <Spinner className="opacity-60" /> : null;
}
