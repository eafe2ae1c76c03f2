'use client';

import { useTranslations } from 'next-intl';
import { Link } from '../ui/link';
import { Notice } from '../ui/notice';
import { ProgressBar } from '../ui/progress-bar';
import { Status } from '../ui/status';
import type { BulkList } from './bulk-operations';
import { secretPath } from './secret-path';
import type { Selected } from './selection';
import type { BulkRun } from './use-bulk-run';

const mostShown = 200;

export function BulkProgress({ run, done, total }: { run: BulkRun; done: number; total: number }) {
  const t = useTranslations('bulk');
  const refused = [...run.outcomes.values()].filter((refusal) => refusal !== null).length;
  return (
    <>
      <ProgressBar
        label={t(run.isStopping ? 'stopping' : 'running')}
        value={Math.max(run.outcomes.size, done)}
        total={total}
        valueText={t('progress', { done: run.outcomes.size, total })}
      />
      <p className="text-ink-2">{t('runningHelp')}</p>
      {refused > 0 && <p className="text-danger-ink">{t('refusedSoFar', { count: refused })}</p>}
    </>
  );
}

type BulkResultsProps = { list: BulkList; region: string; items: readonly Selected[]; run: BulkRun };

/** What became of each item: what was refused first, each with its own reason. */
export function BulkResults({ list, region, items, run }: BulkResultsProps) {
  const t = useTranslations('bulk');
  const path = (id: string) => (list === 'keys' ? `/${region}/keys/${id}` : secretPath(region, id));
  const outcomeOf = ({ id }: Selected) => run.outcomes.get(id);
  const refused = items.filter((item) => typeof outcomeOf(item) === 'string');
  const untried = items.filter((item) => outcomeOf(item) === undefined);
  const done = items.filter((item) => outcomeOf(item) === null);
  const groups = [
    { id: 'refused', tone: 'danger', items: refused },
    { id: 'untried', tone: 'neutral', items: untried },
    { id: 'done', tone: 'good', items: done },
  ] as const;
  return (
    <>
      <Notice
        role="status"
        tone={refused.length + untried.length === 0 ? 'good' : 'warning'}
        title={t('summary', { done: done.length, refused: refused.length, untried: untried.length })}
      >
        {run.stoppedBy}
      </Notice>
      {groups.map(
        (group) =>
          group.items.length > 0 && (
            <section key={group.id} aria-label={t(`group.${group.id}`)}>
              <h3 className="mb-1.5 font-medium text-caption text-ink-2">
                {t('groupCount', { group: t(`group.${group.id}`), count: group.items.length })}
              </h3>
              <ul className="rounded-card border border-line">
                {group.items.slice(0, mostShown).map((item) => (
                  <li key={item.id} className="border-line px-3 py-2 not-first:border-t">
                    <span className="flex items-start justify-between gap-3">
                      <Link href={path(item.id)} className="wrap-anywhere min-w-0">
                        {item.label}
                      </Link>
                      <Status tone={group.tone}>{t(`outcome.${group.id}`)}</Status>
                    </span>
                    {group.id === 'refused' && <span className="block text-ink-2">{outcomeOf(item)}</span>}
                  </li>
                ))}
                {group.items.length > mostShown && (
                  <li className="border-line border-t px-3 py-2 text-ink-2">
                    {t('andMore', { count: group.items.length - mostShown })}
                  </li>
                )}
              </ul>
            </section>
          ),
      )}
    </>
  );
}
