'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState, useTransition } from 'react';
import { cx } from '../ui/cx';
import { TimeLineAxis } from './time-line-axis';
import {
  barHeight,
  firstCovered,
  type LineModel,
  lastCovered,
  nearestSlot,
  nextBar,
  nextCovered,
  slotText,
} from './time-line-model';

type TimeLineProps = {
  model: LineModel;
  /** The slot that is shown. */
  shown: number;
  /** It was chosen; else the whole day is shown, and it is the day's last. */
  isChosen: boolean;
  /** The address without a slot; it ends so that a slot can follow. */
  hrefBefore: string;
};

/** How long the keys must rest before the page goes along, in milliseconds. */
const restMs = 350;
/** A finger or mouse this near to a bar means it, in pixels. */
const reachPixels = 5;

/**
 * A day's points as bars from 00:00 to 24:00. A slider chooses the slot that is shown: by mouse and touch anywhere on
 * the line, by keys on the handle. Without JavaScript the bars are links.
 */
export function TimeLine({ model, shown, isChosen, hrefBefore }: TimeLineProps) {
  const t = useTranslations('dayLine');
  const router = useRouter();
  const track = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isPending, startTransition] = useTransition();
  const [draft, setDraft] = useState<number | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [from, setFrom] = useState({ shown, isChosen });
  if (from.shown !== shown || from.isChosen !== isChosen) {
    setFrom({ shown, isChosen });
    setDraft(null);
  }
  useEffect(() => () => clearTimeout(rest.current), []);

  const last = model.labels.length - 1;
  const most = Math.max(0, ...model.bars.filter((bar) => !bar.isFull).map((bar) => bar.changes));
  const at = draft ?? shown;
  const percent = (slot: number) => `${(slot / last) * 100}%`;
  const textOf = (slot: number) => {
    const bar = model.bars.find((candidate) => candidate.slot === slot);
    const time = model.labels[slot] ?? '';
    if (bar?.isFull) return t('slotFull', { time, items: bar.changes });
    return t('slot', { time, changes: bar?.changes ?? 0 });
  };
  const go = (slot: number, how: 'push' | 'replace') => {
    clearTimeout(rest.current);
    if (slot === shown && isChosen) return setDraft(null);
    startTransition(() => router[how](`${hrefBefore}at=${slotText(model, slot)}`, { scroll: false }));
  };

  const slotUnder = (event: PointerEvent): number | undefined => {
    const box = track.current?.getBoundingClientRect();
    if (!box) return undefined;
    const perSlot = box.width / last;
    return nearestSlot(model, (event.clientX - box.left) / perSlot, reachPixels / perSlot);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    const slot = slotUnder(event);
    if (slot === undefined) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    handle.current?.focus({ preventScroll: true });
    setDraft(slot);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const slot = slotUnder(event) ?? null;
    if (event.currentTarget.hasPointerCapture(event.pointerId)) setDraft(slot);
    else if (event.pointerType === 'mouse') setHovered(slot);
  };
  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    event.currentTarget.releasePointerCapture(event.pointerId);
    if (draft !== null) go(draft, 'push');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = slotSteps[event.key];
    if (step) {
      event.preventDefault();
      const slot = step(model, at);
      if (slot === undefined) return;
      setDraft(slot);
      clearTimeout(rest.current);
      rest.current = setTimeout(() => go(slot, 'replace'), restMs);
    } else if ((event.key === 'Enter' || event.key === ' ') && draft !== null) {
      event.preventDefault();
      go(draft, 'replace');
    }
  };
  const isShownChosen = draft !== null || isChosen;
  const label = hovered ?? (isShownChosen ? at : null);

  return (
    <div className="flex grow select-none flex-col px-2.5 pt-7 pb-6">
      <div
        ref={track}
        data-time-line=""
        className={cx('relative min-h-32 grow cursor-pointer touch-pan-y', isPending && 'animate-breathe')}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setDraft(null)}
        onPointerLeave={() => setHovered(null)}
      >
        <TimeLineAxis model={model} />
        {model.bars.map((bar) => (
          // biome-ignore lint/a11y/useAnchorContent: for whoever has no JavaScript; the slider says it to all
          <a
            key={bar.slot}
            href={`${hrefBefore}at=${slotText(model, bar.slot)}`}
            tabIndex={-1}
            aria-hidden="true"
            draggable={false}
            onClick={(event) => event.preventDefault()}
            className={cx(
              'absolute bottom-0 min-w-[2px] -translate-x-1/2 rounded-t-[1px]',
              bar.isFull ? 'bg-ink' : bar.slot === at && isShownChosen ? 'bg-accent' : 'bg-data-3',
            )}
            style={{
              left: percent(bar.slot),
              height: `${barHeight(bar, most)}%`,
              width: bar.isFull ? 'max(4px, 0.5%)' : '0.28%',
            }}
          />
        ))}
        {label !== null && (
          <span
            aria-hidden="true"
            className={cx(
              'pointer-events-none absolute top-0 bottom-0 border-l border-dashed',
              hovered === null ? 'border-accent' : 'border-ink-3',
            )}
            style={{ left: percent(label) }}
          >
            <span
              className={cx(
                'absolute -top-6 whitespace-nowrap text-caption tabular-nums',
                hovered === null ? 'font-medium text-accent' : 'text-ink-2',
                label > last * 0.7 ? 'right-1' : label < last * 0.3 ? 'left-1' : '-translate-x-1/2',
              )}
            >
              {textOf(label)}
            </span>
          </span>
        )}
        <div
          ref={handle}
          role="slider"
          tabIndex={0}
          aria-label={t('slider')}
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={at}
          aria-valuetext={isShownChosen ? textOf(at) : t('wholeDayUpTo', { time: model.labels[at] ?? '' })}
          onKeyDown={onKeyDown}
          className="absolute -bottom-3 grid size-6 -translate-x-1/2 place-items-center rounded-full"
          style={{ left: percent(at) }}
        >
          <span
            className={cx(
              'size-3.5 rounded-full border-[3px] bg-surface',
              isShownChosen ? 'border-accent' : 'border-control',
            )}
          />
        </div>
      </div>
    </div>
  );
}

type SlotStep = (model: LineModel, at: number) => number | undefined;

/** What a key leads to: the next covered slot, the next one with changes, or an end. */
const slotSteps: Readonly<Record<string, SlotStep>> = {
  ArrowLeft: (model, at) => nextCovered(model, at, -1),
  ArrowDown: (model, at) => nextCovered(model, at, -1),
  ArrowRight: (model, at) => nextCovered(model, at, 1),
  ArrowUp: (model, at) => nextCovered(model, at, 1),
  PageDown: (model, at) => nextBar(model, at, -1),
  PageUp: (model, at) => nextBar(model, at, 1),
  Home: firstCovered,
  End: lastCovered,
};
