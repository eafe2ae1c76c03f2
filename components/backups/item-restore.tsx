'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Restored } from '@/lib/restores/model';
import type { Action } from '../action-result';
import type { RestoreSubject } from '../restores/restore-subject';
import { Button } from '../ui/button';

const RestorePanel = dynamic(
  () => import('../restores/restore-panel').then((module) => module.RestorePanel),
  {
    ssr: false,
  },
);

type ItemRestoreProps = {
  backupId: string;
  day: string;
  at: string | null;
  region: string;
  sourceInstanceId: string | null;
  item: RestoreSubject;
  damaged: boolean;
  restoreAction: Action<Restored>;
};

/** Restore Data on an item's own page; of a damaged record there is nothing to restore, which a notice tells. */
export function ItemRestore({ damaged, ...panel }: ItemRestoreProps) {
  const t = useTranslations('restores');
  const [isOpen, setOpen] = useState(false);
  if (damaged) return null;
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t('restoreData')}
      </Button>
      {isOpen && <RestorePanel {...panel} onClose={() => setOpen(false)} />}
    </>
  );
}
