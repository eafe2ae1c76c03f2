'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { Action } from '../action-result';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { BulkFields, inputOf } from './bulk-fields';
import type { BulkAnswer, BulkList, BulkOperation } from './bulk-operations';
import { BulkProgress, BulkResults } from './bulk-results';
import type { Selected } from './selection';
import { useBulkRun } from './use-bulk-run';

type BulkPanelProps = {
  list: BulkList;
  region: string;
  operation: BulkOperation;
  items: readonly Selected[];
  action: Action<BulkAnswer>;
  onClose: () => void;
};

/** One operation on what was chosen: first what it takes, then its progress, then what became of each item. */
export function BulkPanel({ list, region, operation, items, action, onClose }: BulkPanelProps) {
  const t = useTranslations('bulk');
  const run = useBulkRun(action);
  const input = useRef<object>({});
  const title = t(`title.${operation}`, { count: items.length, list });
  const isTried = ({ id }: Selected) => run.outcomes.get(id) === null;
  const rest = items.filter((item) => !isTried(item)).map(({ id }) => id);

  if (run.phase === 'asking') {
    return (
      <Panel
        title={title}
        onClose={onClose}
        errors={run.errors}
        okLabel={t(`operation.${operation}`)}
        okVariant={operation === 'scheduleDeletion' ? 'danger' : 'primary'}
        onSubmit={(data) => {
          input.current = { regionId: region, ...inputOf(operation, data) };
          run.start(
            items.map(({ id }) => id),
            input.current,
          );
        }}
      >
        <BulkFields list={list} operation={operation} items={items} />
      </Panel>
    );
  }
  const isRunning = run.phase === 'running';
  return (
    <Panel
      title={title}
      onClose={onClose}
      pending={isRunning}
      footer={
        isRunning ? (
          <Button onClick={run.stop} pending={run.isStopping}>
            {t('stop')}
          </Button>
        ) : (
          <>
            <Button variant="primary" onClick={onClose}>
              {t('close')}
            </Button>
            {rest.length > 0 && (
              <Button onClick={() => run.start(rest, input.current)}>
                {t('tryAgain', { count: rest.length })}
              </Button>
            )}
          </>
        )
      }
    >
      {isRunning ? (
        <BulkProgress done={items.length - rest.length} run={run} total={items.length} />
      ) : (
        <BulkResults list={list} region={region} items={items} run={run} />
      )}
    </Panel>
  );
}
