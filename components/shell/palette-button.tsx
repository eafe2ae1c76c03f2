'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Icon } from '../ui/icon';

const load = () => import('./palette').then((module) => module.Palette);
const Palette = dynamic(load, { ssr: false });

/** Opens the palette, from the top bar and with Ctrl-K or ⌘K; its code comes when it is first needed. */
export function PaletteButton({ region }: { region: string }) {
  const t = useTranslations('shell');
  const [isOpen, setOpen] = useState(false);
  const isApple = useSyncExternalStore(never, onApple, () => false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isShortcut = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      if (!isShortcut || event.altKey || event.shiftKey || event.repeat) return;
      if (document.querySelector('[role=alertdialog], section[role=dialog]:not([data-palette])')) return;
      event.preventDefault();
      setOpen((open) => !open);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const preload = () => void load();
  return (
    <>
      <button
        type="button"
        aria-label={t('goTo')}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setOpen(true)}
        className="flex h-8 min-w-8 shrink-0 items-center justify-center gap-2 rounded-control border border-bar-line px-2 text-bar-ink-2 hover:bg-bar-hover hover:text-bar-ink md:w-60 md:justify-start"
      >
        <Icon name="search" />
        <span aria-hidden="true" className="flex-1 truncate text-left max-md:hidden">
          {t('goTo')}
        </span>
        <kbd className="rounded-[3px] border border-bar-line px-1.5 font-sans text-micro leading-[18px] max-md:hidden">
          {isApple ? '⌘K' : 'Ctrl K'}
        </kbd>
      </button>
      {isOpen && <Palette region={region} onClose={() => setOpen(false)} />}
    </>
  );
}

const never = () => () => undefined;
const onApple = () => /mac|iphone|ipad/i.test(navigator.platform);
