'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import type { Action } from '../action-result';
import { showToast } from '../ui/toast';
import { type RunningAction, useAction } from '../use-action';

/** An action that asks nothing first: a toast says that it was done, or why not. */
export function usePromptAction<T>(action: Action<T>, doneText: string): RunningAction<T> {
  const t = useTranslations('keys');
  const running = useAction(action, () => showToast({ tone: 'good', title: doneText }));
  const { errors, refusal } = running;
  useEffect(() => {
    if (errors === undefined) return;
    showToast({ tone: 'danger', title: t('notDone'), description: errors.form ?? refusal?.message });
  }, [errors, refusal, t]);
  return running;
}
