'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { createElement, type ReactNode, useRef, useState } from 'react';
import type { Action, ActionError } from '../action-result';
import { SessionEnded } from '../session-ended';
import type { FormErrors } from '../ui/form';
import type { BulkAnswer } from './bulk-operations';

/** So many items a call: few enough that progress is seen and Stop is soon heard. */
const atOnce = 25;

export type BulkRun = {
  readonly phase: 'asking' | 'running' | 'ended';
  /** What became of the items so far, by ID: null is done. */
  readonly outcomes: ReadonlyMap<string, string | null>;
  /** At the fields: nothing was done. */
  readonly errors: FormErrors | undefined;
  /** Why it ended before its end; the items without an outcome were not tried, or it isn't known. */
  readonly stoppedBy: ReactNode;
  readonly start: (ids: readonly string[], input: object) => void;
  readonly stop: () => void;
  readonly isStopping: boolean;
};

/** Calls an action for many items, some at a time, until all were tried, it is stopped, or a call fails. */
export function useBulkRun(action: Action<BulkAnswer>): BulkRun {
  const t = useTranslations('bulk');
  const refusals = useTranslations('refusals');
  const router = useRouter();
  const queries = useQueryClient();
  const [phase, setPhase] = useState<BulkRun['phase']>('asking');
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, string | null>>(() => new Map());
  const [errors, setErrors] = useState<FormErrors>();
  const [stoppedBy, setStoppedBy] = useState<ReactNode>(null);
  const [isStopping, setStopping] = useState(false);
  const isAskedToStop = useRef(false);

  /** Null: go on. Else why not. */
  const call = async (ids: readonly string[], input: object): Promise<ActionError | 'away' | null> => {
    try {
      const answer = await action({ ...input, ids });
      if (!answer.ok) return answer.error;
      setOutcomes(
        (before) => new Map([...before, ...answer.value.map(({ id, refusal }) => [id, refusal] as const)]),
      );
      return null;
    } catch {
      return 'away';
    }
  };

  const run = async (ids: readonly string[], input: object) => {
    isAskedToStop.current = false;
    setStopping(false);
    setErrors(undefined);
    setStoppedBy(null);
    setPhase('running');
    for (let done = 0; done < ids.length; done += atOnce) {
      if (isAskedToStop.current) {
        setStoppedBy(t('stopped'));
        break;
      }
      const failure = await call(ids.slice(done, done + atOnce), input);
      if (failure === null) continue;
      if (failure !== 'away' && failure.fields && done === 0) {
        setErrors({ fields: failure.fields });
        setPhase('asking');
        return;
      }
      setStoppedBy(failure === 'away' ? refusals('NOT_ASKED') : messageOf(failure));
      break;
    }
    setPhase('ended');
    await queries.invalidateQueries();
    router.refresh();
  };

  return {
    phase,
    outcomes,
    errors,
    stoppedBy,
    isStopping,
    start: (ids, input) => {
      if (phase !== 'running') void run(ids, input);
    },
    stop: () => {
      isAskedToStop.current = true;
      setStopping(true);
    },
  };
}

function messageOf(error: ActionError): ReactNode {
  return error.code === 'UNAUTHENTICATED'
    ? createElement(SessionEnded, { message: error.message })
    : error.message;
}
