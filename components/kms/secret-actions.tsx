'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type RowAction, RowActions } from '../ui/row-actions';
import { HeaderActions } from './header-actions';
import type { SecretActions as Actions } from './kms-actions';
import { secretPath } from './secret-path';
import { usePromptAction } from './use-prompt-action';

const AddVersionPanel = dynamic(
  () => import('./add-version-panel').then((module) => module.AddVersionPanel),
  { ssr: false },
);
const ScheduleSecretPanel = dynamic(
  () => import('./schedule-secret-panel').then((module) => module.ScheduleSecretPanel),
  { ssr: false },
);
const DeleteSecretMessage = dynamic(
  () => import('./delete-secret-message').then((module) => module.DeleteSecretMessage),
  { ssr: false },
);

type SecretActionsProps = {
  region: string;
  name: string;
  isLeaving: boolean;
  actions: Actions;
  /** In a list's row, or in the header of the secret's own page, which it leaves when the secret is gone. */
  place: 'row' | 'page';
};

/** What may be done to a secret: in its recovery window it can only be kept or deleted. */
export function SecretActions({ region, name, isLeaving, actions, place }: SecretActionsProps) {
  const t = useTranslations('secrets');
  const router = useRouter();
  const [open, setOpen] = useState<'add' | 'schedule' | 'delete' | null>(null);
  const cancel = usePromptAction(actions.cancelDeletion, t('deletionCancelled', { name }));
  const deleteNow: RowAction = {
    id: 'deleteNow',
    label: t('deleteNow'),
    onAction: () => setOpen('delete'),
    tone: 'danger',
  };
  const shown: readonly RowAction[] = isLeaving
    ? [
        {
          id: 'cancel',
          label: t('cancelDeletion'),
          pending: cancel.pending,
          onAction: () => {
            if (!cancel.pending) cancel.run({ regionId: region, name });
          },
        },
        deleteNow,
      ]
    : [
        { id: 'add', label: t('addVersion'), onAction: () => setOpen('add') },
        { id: 'schedule', label: t('scheduleDeletion'), onAction: () => setOpen('schedule') },
        deleteNow,
      ];
  const details = { id: 'details', label: t('details'), href: secretPath(region, name) };
  const common = { region, name, onClose: () => setOpen(null) };
  return (
    <>
      {place === 'page' ? (
        <HeaderActions actions={shown} pending={cancel.pending} />
      ) : (
        <RowActions subject={name} actions={[details, ...shown]} />
      )}
      {open === 'add' && <AddVersionPanel {...common} action={actions.addVersion} />}
      {open === 'schedule' && <ScheduleSecretPanel {...common} action={actions.delete} />}
      {open === 'delete' && (
        <DeleteSecretMessage
          {...common}
          action={actions.delete}
          onDeleted={() => {
            if (place === 'page') router.push(`/${region}/secrets`);
          }}
        />
      )}
    </>
  );
}
