'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { nameOfRegion, useRegions } from '../regions';
import { cx } from '../ui/cx';
import type { PaletteEntry, PaletteGroup } from './palette-entries';

type PaletteListProps = {
  id: string;
  groups: readonly PaletteGroup[];
  active: PaletteEntry | undefined;
  /** What was searched for: marked where it stands. */
  text: string;
  onPoint: (entry: PaletteEntry) => void;
  onChoose: (entry: PaletteEntry) => void;
};

/** The list of the palette's combobox: the field keeps the focus, and says which option is the active one. */
export function PaletteList({ id, groups, active, text, onPoint, onChoose }: PaletteListProps) {
  const t = useTranslations('palette');
  const regions = useRegions();
  const list = useRef<HTMLDivElement>(null);
  const activeId = active?.id;
  useEffect(() => {
    if (activeId === undefined) return;
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const entries = groups.flatMap((group) => group.entries);
  if (entries.length === 0) return null;
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('results')}
      className="overflow-y-auto overscroll-contain p-2"
    >
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset can't stand in a listbox
        <div
          key={group.kind}
          role="group"
          aria-labelledby={`${id}-${group.kind}`}
          className="not-first:mt-1.5"
        >
          <div
            id={`${id}-${group.kind}`}
            role="presentation"
            className="px-2.5 pt-1 pb-1 font-medium text-caption text-ink-3"
          >
            {t(`kind.${group.kind}`)}
          </div>
          {group.entries.map((entry) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above takes the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox
            <div
              key={entry.id}
              id={`${id}-${entries.indexOf(entry)}`}
              role="option"
              aria-selected={entry === active}
              onPointerMove={() => entry !== active && onPoint(entry)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onChoose(entry)}
              className={cx(
                'flex min-h-9 cursor-pointer items-center gap-x-3 rounded-control px-2.5 py-1.5',
                entry === active && 'bg-accent-soft',
              )}
            >
              <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2.5">
                <span className="min-w-0 break-words text-ink">
                  <Marked text={entry.label} part={text} />
                </span>
                {entry.detail !== null && (
                  <span className="mono min-w-0 break-all text-ink-2">
                    <Marked text={entry.detail} part={text} />
                  </span>
                )}
              </span>
              {entry.regionId !== null && (
                <span className="shrink-0 text-caption text-ink-2">
                  {nameOfRegion(regions, entry.regionId)}
                </span>
              )}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** The text with the first place of the part in it set off. */
function Marked({ text, part }: { text: string; part: string }) {
  const at = part === '' ? -1 : text.toLowerCase().indexOf(part.toLowerCase());
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <b className="font-semibold text-accent">{text.slice(at, at + part.length)}</b>
      {text.slice(at + part.length)}
    </>
  );
}
