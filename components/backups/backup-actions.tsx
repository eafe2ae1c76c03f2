'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { type RowAction, RowActions } from '../ui/row-actions';

const EnablePanel = dynamic(() => import('./enable-panel').then((module) => module.EnablePanel), {
  ssr: false,
});

type BackupActionsProps = {
  backupId: string;
  title: string;
  region: string;
  enabled: boolean;
  enableAction: Action<void>;
};

/** What can be done with a backup instance in its state. */
export function BackupActions({ backupId, title, region, enabled, enableAction }: BackupActionsProps) {
  const t = useTranslations('backups');
  const [enabling, setEnabling] = useState(false);
  const actions: readonly RowAction[] = enabled
    ? [{ id: 'view', label: t('viewData'), href: `/${region}/backups/${backupId}` }]
    : [{ id: 'enable', label: t('enable'), onAction: () => setEnabling(true) }];
  return (
    <>
      <RowActions subject={title} actions={actions} />
      {enabling && (
        <EnablePanel
          backupId={backupId}
          region={region}
          enableAction={enableAction}
          onClose={() => setEnabling(false)}
        />
      )}
    </>
  );
}
