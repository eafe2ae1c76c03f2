'use client';

import { useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { mostSelected } from '@/lib/kms/limits';
import { readJson } from '../read-json';
import { Button } from '../ui/button';
import { buttonClass } from '../ui/button-class';
import { MenuButton } from '../ui/menu';
import { showToast } from '../ui/toast';
import { type BulkActions, type BulkList, type BulkOperation, operationsOf } from './bulk-operations';
import { type Selected, useSelection } from './selection';

const BulkPanel = dynamic(() => import('./bulk-panel').then((module) => module.BulkPanel), { ssr: false });

type SelectionBarProps = {
  list: BulkList;
  region: string;
  /** How many match the search and filters at hand, and where they are read. */
  total: number;
  matchingHref: string;
  actions: BulkActions;
};

/** Under the list, once something is chosen: how much, and what can be done to it. */
export function SelectionBar({ list, region, total, matchingHref, actions }: SelectionBarProps) {
  const t = useTranslations('bulk');
  const { chosen, choose, clear } = useSelection();
  const queries = useQueryClient();
  const [isReading, setReading] = useState(false);
  const [open, setOpen] = useState<{ operation: BulkOperation; items: readonly Selected[] } | null>(null);
  const count = chosen.size;

  const selectAll = async () => {
    if (isReading) return;
    setReading(true);
    try {
      const matching = await queries.fetchQuery({
        queryKey: ['matching', matchingHref],
        queryFn: () => readJson<readonly Selected[]>(matchingHref),
        staleTime: 0,
        gcTime: 0,
      });
      choose(matching, true);
    } catch (error) {
      const description = error instanceof Error ? error.message : undefined;
      showToast({ tone: 'danger', title: t('notSelected'), description });
    } finally {
      setReading(false);
    }
  };
  const start = (operation: BulkOperation) => () =>
    setOpen({ operation, items: [...chosen].map(([id, label]) => ({ id, label })) });
  const operations = operationsOf[list];
  return (
    <>
      <p role="status" className="sr-only">
        {count > 0 ? t('selected', { count }) : ''}
      </p>
      {count > 0 && (
        <section
          aria-label={t('selection')}
          className="sticky bottom-2 z-10 mt-2 flex flex-wrap items-center justify-between gap-x-5 gap-y-2 rounded-card border border-accent bg-raised px-3.5 py-2.5 shadow-pop"
        >
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <strong className="font-semibold tabular-nums">{t('selected', { count })}</strong>
            <Button variant="text" onClick={clear}>
              {t('clear')}
            </Button>
            {total > 0 && (
              <Button variant="text" pending={isReading} onClick={selectAll}>
                {total > mostSelected
                  ? t('selectFirst', { count: mostSelected })
                  : t('selectAll', { count: total })}
              </Button>
            )}
          </div>
          <div className="flex gap-2 max-sm:hidden">
            {operations.map((operation) => (
              <Button key={operation} onClick={start(operation)}>
                {t(`operation.${operation}`)}
              </Button>
            ))}
          </div>
          <div className="sm:hidden">
            <MenuButton
              label={t('actions')}
              placement="bottom end"
              groups={[
                {
                  id: 'actions',
                  items: operations.map((operation) => ({
                    id: operation,
                    label: t(`operation.${operation}`),
                    onAction: start(operation),
                  })),
                },
              ]}
              className={buttonClass('secondary')}
            >
              {t('actions')}
            </MenuButton>
          </div>
        </section>
      )}
      {open && (
        <BulkPanel
          list={list}
          region={region}
          operation={open.operation}
          items={open.items}
          action={open.operation === 'scheduleDeletion' ? actions.scheduleDeletion : actions.update}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
