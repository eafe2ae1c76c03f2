import { useLocale, useTranslations } from 'next-intl';
import type { Day } from '@/lib/kernel/calendar';
import type { TimeLine as Line } from '@/lib/snapshots/model';
import { Card } from '../ui/card';
import { Icon } from '../ui/icon';
import { ButtonLink, Link } from '../ui/link';
import { formatDay } from '../ui/time-format';
import { lineModel } from './line-model';
import { TimeLine } from './time-line';
import { type LineModel, lastCovered, nextBar, slotOf, slotText } from './time-line-model';

type DayLineCardProps = {
  day: Day;
  line: Line;
  /** The slot in the address. Null: the whole day. */
  at: Date | null;
  /** The slot that is shown; null: the one asked for can't be. */
  shownAt: Date | null;
  now: Date;
  timeZone: string;
  /** The page's address with another slot. */
  hrefOf: (at: string | null) => string;
  /** Where the shown point is compared with others. */
  compareHref?: string;
  /** What else stands in the address, for a form. */
  others: readonly (readonly [name: string, value: string])[];
};

/** The chosen day: its points on a time line, of which one can be chosen. */
export function DayLineCard(props: DayLineCardProps) {
  const { day, line, at, shownAt, now, timeZone, hrefOf, compareHref } = props;
  const t = useTranslations('dayLine');
  const locale = useLocale();
  const model = lineModel(line, timeZone, now);
  const end = slotOf(model, line.to);
  const shown = shownAt ? slotOf(model, shownAt) : null;
  const place = shown ?? lastCovered(model) ?? end;
  // From the slot asked for, also where it lies in a gap.
  const asked = at ? slotOf(model, at) : place;
  const [previous, next] = [nextBar(model, asked, -1), nextBar(model, asked, 1)];
  const address = hrefOf(null);
  return (
    <Card
      className="flex grow flex-col"
      title={formatDay(day, locale, { dateStyle: 'full' })}
      actions={<Summary line={line} model={model} />}
    >
      <TimeLine
        model={model}
        shown={place}
        isChosen={at !== null && shown !== null}
        hrefBefore={`${address}${address.includes('?') ? '&' : '?'}`}
      />
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 grow text-caption text-ink-2">
          {at === null ? (
            t('showingDay', { time: model.labels[place] ?? '' })
          ) : (
            <>
              {shown !== null && t('showingPoint', { time: model.labels[place] ?? '' })}{' '}
              <Link href={hrefOf(null)} scroll={false} className="underline">
                {t('wholeDay')}
              </Link>
            </>
          )}
        </p>
        <span className="flex gap-1">
          <Step slot={previous} model={model} hrefOf={hrefOf} label={t('previousPoint')} icon="chevronLeft" />
          <Step slot={next} model={model} hrefOf={hrefOf} label={t('nextPoint')} icon="chevronRight" />
        </span>
        {compareHref !== undefined && <ButtonLink href={compareHref}>{t('compare')}</ButtonLink>}
      </div>
      <Choice model={model} others={props.others} />
    </Card>
  );
}

/** How many gaps are named; a broken day may have many. */
const mostGaps = 3;

function Summary({ line, model }: { line: Line; model: LineModel }) {
  const t = useTranslations('dayLine');
  const span = ([first, last]: readonly [number, number]) =>
    first === last ? (model.labels[first] ?? '') : `${model.labels[first]}–${model.labels[last]}`;
  const named = model.gaps.slice(0, mostGaps).map(span).join(', ');
  return (
    <p className="text-caption text-ink-2 tabular-nums sm:text-right">
      {t('summary', { points: line.slots, fulls: line.fulls, incrementals: line.slots - line.fulls })}
      {model.gaps.length > 0 && (
        <>
          {' · '}
          <span className="text-danger-ink">
            {t('gaps', {
              count: model.gaps.length,
              spans: named,
              more: Math.max(model.gaps.length - mostGaps, 0),
            })}
          </span>
        </>
      )}
    </p>
  );
}

type StepProps = {
  slot: number | undefined;
  model: LineModel;
  hrefOf: (at: string | null) => string;
  label: string;
  icon: 'chevronLeft' | 'chevronRight';
};

/** To the next point with changes; at the end the place is kept, so that nothing jumps. */
function Step({ slot, model, hrefOf, label, icon }: StepProps) {
  if (slot === undefined) {
    return (
      <span aria-hidden="true" className="grid size-7 place-items-center text-line-strong">
        <Icon name={icon} />
      </span>
    );
  }
  return (
    <Link
      href={hrefOf(slotText(model, slot))}
      quiet
      scroll={false}
      aria-label={label}
      title={label}
      className="grid size-7 place-items-center rounded-control hover:bg-hover"
    >
      <Icon name={icon} />
    </Link>
  );
}

/** Without JavaScript, and so without the slider: the points as a list. */
function Choice({ model, others }: { model: LineModel; others: DayLineCardProps['others'] }) {
  const t = useTranslations('dayLine');
  return (
    <noscript>
      <form method="get" className="mt-3 flex flex-wrap items-center gap-2 text-caption">
        {others.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label className="flex items-center gap-2">
          {t('slider')}
          <select name="at" className="h-8 rounded-control border border-control bg-surface px-2">
            {model.bars.map((bar) => (
              <option key={bar.slot} value={slotText(model, bar.slot)}>
                {t(bar.isFull ? 'slotFull' : 'slot', {
                  time: model.labels[bar.slot] ?? '',
                  changes: bar.changes,
                  items: bar.changes,
                })}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="h-8 rounded-control border border-control px-3">
          {t('show')}
        </button>
      </form>
    </noscript>
  );
}
