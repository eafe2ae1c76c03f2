'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Restored } from '@/lib/restores/model';
import type { Action } from '../action-result';
import { RowActions } from '../ui/row-actions';
import type { RestoreSubject } from './restore-subject';

const RestorePanel = dynamic(() => import('./restore-panel').then((module) => module.RestorePanel), {
  ssr: false,
});

type RestoreActionsProps = {
  backupId: string;
  day: string;
  /** The chosen point, as the address has it; null: the day's last. */
  at?: string | null;
  region: string;
  sourceInstanceId: string | null;
  item: RestoreSubject;
  damaged: boolean;
  restoreAction: Action<Restored>;
};

/** Restore Data, in a row's Actions (topic, "Restore data"; R14). */
export function RestoreActions(props: RestoreActionsProps) {
  const { backupId, day, at = null, region, sourceInstanceId, item, damaged, restoreAction } = props;
  const t = useTranslations('restores');
  const [open, setOpen] = useState(false);
  return (
    <>
      <RowActions
        subject={item.alias ?? item.itemId}
        actions={[
          {
            id: 'restore',
            label: t('restoreData'),
            onAction: () => setOpen(true),
            ...(damaged ? { disabledReason: t('damaged') } : {}),
          },
        ]}
      />
      {open && (
        <RestorePanel
          backupId={backupId}
          day={day}
          at={at}
          region={region}
          sourceInstanceId={sourceInstanceId}
          item={item}
          restoreAction={restoreAction}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
