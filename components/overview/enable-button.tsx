'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { Button } from '../ui/button';

const EnablePanel = dynamic(() => import('../backups/enable-panel').then((module) => module.EnablePanel), {
  ssr: false,
});

type EnableButtonProps = { region: string; backupId: string; action: Action<void> };

/** Enables a backup instance, as the action of its row in the list does. */
export function EnableButton({ region, backupId, action }: EnableButtonProps) {
  const t = useTranslations('overview');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t('enable')}
      </Button>
      {isOpen && (
        <EnablePanel
          backupId={backupId}
          region={region}
          enableAction={action}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
