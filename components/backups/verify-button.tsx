'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import type { Action } from '../action-result';
import { Button } from '../ui/button';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';

type VerifyButtonProps = { backupId: string; isRunning: boolean; action: Action<void> };

/** Asks for a verification of a backup instance's chain; its page then shows how it goes. */
export function VerifyButton({ backupId, isRunning, action }: VerifyButtonProps) {
  const t = useTranslations('verify');
  const verify = useVerify(action);
  return (
    <Button onClick={() => verify.run({ backupId })} pending={verify.pending || isRunning}>
      {t('verify')}
    </Button>
  );
}

/** The action with a toast that says that it has begun, or why not. */
export function useVerify(action: Action<void>) {
  const t = useTranslations('verify');
  const running = useAction(action, () => showToast({ tone: 'good', title: t('begun') }));
  const { errors, refusal } = running;
  useEffect(() => {
    if (errors === undefined) return;
    showToast({ tone: 'danger', title: t('notBegun'), description: errors.form ?? refusal?.message });
  }, [errors, refusal, t]);
  return running;
}
