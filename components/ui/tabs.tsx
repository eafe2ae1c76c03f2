'use client';

import NextLink from 'next/link';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { cx } from './cx';

export type Tab = { id: string; label: string; href: string; count?: ReactNode };

export type TabsProps = {
  label: string;
  tabs: readonly Tab[];
  /** The id of the tab shown, from the address. */
  selected: string;
  children: ReactNode;
};

const steps: Record<string, (index: number, last: number) => number> = {
  ArrowLeft: (index, last) => (index === 0 ? last : index - 1),
  ArrowRight: (index, last) => (index === last ? 0 : index + 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** Tabs whose state is the address: arrows move along them, Enter or a click goes there. They scroll on a phone. */
export function Tabs({ label, tabs, selected, children }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it scrolls when another tab is selected
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>('[aria-selected=true]');
    const strip = list.current?.parentElement;
    if (!tab || !strip) return;
    // The strip alone: scrollIntoView would move the page, too.
    const [seen, place] = [strip.getBoundingClientRect(), tab.getBoundingClientRect()];
    if (place.left < seen.left) strip.scrollLeft -= seen.left - place.left;
    else if (place.right > seen.right) strip.scrollLeft += place.right - seen.right;
  }, [selected]);

  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const links = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]'));
    const index = links.findIndex((link) => link.contains(document.activeElement));
    const step = steps[event.key];
    if (event.key === ' ' && index >= 0) {
      event.preventDefault();
      links[index]?.click();
    } else if (step !== undefined && index >= 0) {
      event.preventDefault();
      links[step(index, links.length - 1)]?.focus();
    }
  };
  return (
    <>
      <div className="mb-3 overflow-x-auto border-line border-b [scrollbar-width:none]">
        <div ref={list} role="tablist" aria-label={label} onKeyDown={move} className="flex w-max">
          {tabs.map((tab) => (
            <NextLink
              key={tab.id}
              id={`${id}-${tab.id}`}
              role="tab"
              href={tab.href}
              prefetch={false}
              scroll={false}
              aria-selected={tab.id === selected}
              aria-controls={`${id}-panel`}
              tabIndex={tab.id === selected ? 0 : -1}
              className={cx(
                'flex h-9 items-center gap-1.5 whitespace-nowrap border-b-2 px-3 transition-colors focus-visible:-outline-offset-2',
                tab.id === selected
                  ? 'border-accent font-semibold text-accent'
                  : 'border-transparent text-ink-2 hover:text-ink',
              )}
            >
              {tab.label}
              {tab.count !== undefined && <span className="font-normal text-ink-3">{tab.count}</span>}
            </NextLink>
          ))}
        </div>
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${selected}`} className="min-w-0">
        {children}
      </div>
    </>
  );
}
