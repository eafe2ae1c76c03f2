import { useTranslations } from 'next-intl';
import type { ItemEvent, ItemInBackup } from '@/lib/snapshots/history-model';
import { Badge } from '../ui/badge';
import { Card } from '../ui/card';
import { cx } from '../ui/cx';
import { Link } from '../ui/link';
import { TimeText } from '../ui/time-text';
import { backupItemPath } from './backup-paths';
import { changeTones } from './compare-table';
import { useItemState } from './item-state';

type ItemHistoryProps = {
  shown: ItemInBackup;
  place: { region: string; backupId: string };
  now: Date;
  timeZone: string;
};

/** What happened to an item within the queryable range, newest first; each state leads to itself. */
export function ItemHistory({ shown, place, now, timeZone }: ItemHistoryProps) {
  const t = useTranslations('backupItem');
  const kinds = useTranslations('changes');
  const itemState = useItemState();
  const words = ({ state, before, kind }: ItemEvent) => {
    if (state === null) return t('event.deleted');
    if (kind === 'rotated') return t('event.versions', { count: state.versionCount });
    if (before && state.alias !== before.alias)
      return t('event.became', { from: before.alias ?? '–', to: state.alias ?? '–' });
    if (before && kind === 'changed' && state.state !== before.state)
      return t('event.became', { from: itemState(before.state), to: itemState(state.state) });
    return t('event.state', { count: state.versionCount });
  };
  return (
    <Card title={t('history')}>
      <ol className="relative flex flex-col">
        {shown.events.map((event, index) => {
          const isShown = event.state?.fromOrdinal === shown.fromOrdinal;
          const at = event.state ? event.slotAt : event.before?.slotAt;
          return (
            <li
              key={`${event.kind} ${event.slotAt.toISOString()}`}
              {...(isShown && { 'aria-current': 'true' })}
              className="relative flex gap-3 pb-3.5 last:pb-0"
            >
              {index < shown.events.length - 1 && (
                <span
                  aria-hidden="true"
                  className={cx(
                    'absolute top-4 bottom-0 left-[5px] border-l-2',
                    shown.events[index + 1]?.state === null
                      ? 'border-line-strong border-dashed'
                      : 'border-line-strong',
                  )}
                />
              )}
              <span
                aria-hidden="true"
                className={cx(
                  'mt-1 size-3 shrink-0 rounded-full border-2',
                  isShown ? 'border-accent bg-accent' : 'border-control bg-surface',
                  event.state === null && 'rounded-control',
                )}
              />
              <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
                {at && !isShown ? (
                  <Link href={backupItemPath(place, shown.item, { day: null, at })}>
                    <TimeText at={event.slotAt} now={now} timeZone={timeZone} />
                  </Link>
                ) : (
                  <span className="font-semibold">
                    <TimeText at={event.slotAt} now={now} timeZone={timeZone} />
                  </span>
                )}
                <Badge tone={changeTones[event.kind]}>{kinds(event.kind)}</Badge>
                <span className="break-words text-caption text-ink-2">{words(event)}</span>
                {isShown && <span className="text-caption text-ink-2">{t('thisOne')}</span>}
              </span>
            </li>
          );
        })}
      </ol>
      <p className="mt-3 text-caption text-ink-2">
        {shown.olderStates > 0 ? t('historyMore', { count: shown.olderStates }) : t('historyHelp')}
      </p>
    </Card>
  );
}
