'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { type RowAction, RowActions } from '../ui/row-actions';
import { comparePath, dataPath, verificationPath } from './backup-paths';
import { useVerify } from './verify-button';

const EnablePanel = dynamic(() => import('./enable-panel').then((module) => module.EnablePanel), {
  ssr: false,
});

type BackupActionsProps = {
  backupId: string;
  title: string;
  region: string;
  enabled: boolean;
  isVerifying: boolean;
  enableAction: Action<void>;
  verifyAction: Action<void>;
};

/** What can be done with a backup instance in its state. */
export function BackupActions(props: BackupActionsProps) {
  const { backupId, title, region, enabled, isVerifying, enableAction, verifyAction } = props;
  const t = useTranslations('backups');
  const words = useTranslations('verify');
  const [enabling, setEnabling] = useState(false);
  const verify = useVerify(verifyAction);
  const place = { region, backupId };
  const actions: readonly RowAction[] = enabled
    ? [
        { id: 'view', label: t('viewData'), href: dataPath(place, { day: null }) },
        { id: 'compare', label: t('compare'), href: comparePath(place, { from: null, to: null }) },
        isVerifying
          ? { id: 'verify', label: words('verify'), href: verificationPath(place) }
          : { id: 'verify', label: words('verify'), onAction: () => verify.run({ backupId }) },
        { id: 'verification', label: words('title'), href: verificationPath(place) },
      ]
    : [{ id: 'enable', label: t('enable'), onAction: () => setEnabling(true) }];
  return (
    <>
      <RowActions subject={title} actions={actions} visible={2} />
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
