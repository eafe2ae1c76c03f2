'use client';

import { useTranslations } from 'next-intl';
import type { Sample } from '@/lib/kms/model';
import type { Action } from '../action-result';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { showToast } from '../ui/toast';
import { useAction } from '../use-action';

/** Makes the sample at once; what is refused is said below the button. */
export function SampleButton({ region, action }: { region: string; action: Action<Sample> }) {
  const t = useTranslations('overview');
  const sample = useAction(action, (made) => showToast({ tone: 'good', title: t('sampleMade', made) }));
  return (
    <>
      <Button pending={sample.pending} onClick={() => sample.run({ regionId: region })}>
        {t('sample')}
      </Button>
      {sample.errors !== undefined && (
        <Notice tone="danger" role="alert" className="mt-3">
          {sample.errors.form ?? sample.refusal?.message}
        </Notice>
      )}
    </>
  );
}
