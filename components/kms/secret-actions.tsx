'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type RowAction, RowActions } from '../ui/row-actions';
import { HeaderActions } from './header-actions';
import type { SecretActions as Actions } from './kms-actions';
import type { SecretNow, SecretPageActions } from './secret-page-actions';
import { secretPath } from './secret-path';
import { usePromptAction } from './use-prompt-action';

const AddVersionPanel = dynamic(
  () => import('./add-version-panel').then((module) => module.AddVersionPanel),
  { ssr: false },
);
const SecretEditPanel = dynamic(
  () => import('./secret-edit-panel').then((module) => module.SecretEditPanel),
  { ssr: false },
);
const SecretRotationPanel = dynamic(
  () => import('./secret-rotation-panel').then((module) => module.SecretRotationPanel),
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
  /** What the secret's own page offers besides. */
  page?: { readonly actions: SecretPageActions; readonly now: SecretNow };
  /** Changed without the KMS: it can only be deleted. */
  isDamaged?: boolean;
};

/** What may be done to a secret: in its recovery window it can only be kept or deleted. */
export function SecretActions(props: SecretActionsProps) {
  const { region, name, isLeaving, actions, place, page, isDamaged = false } = props;
  const t = useTranslations('secrets');
  const words = useTranslations('secretPage');
  const router = useRouter();
  const [open, setOpen] = useState<'add' | 'edit' | 'rotation' | 'schedule' | 'delete' | null>(null);
  const cancel = usePromptAction(actions.cancelDeletion, t('deletionCancelled', { name }));
  const deleteNow: RowAction = {
    id: 'deleteNow',
    label: t('deleteNow'),
    onAction: () => setOpen('delete'),
    tone: 'danger',
  };
  const restore: RowAction = {
    id: 'cancel',
    label: t('cancelDeletion'),
    pending: cancel.pending,
    onAction: () => {
      if (!cancel.pending) cancel.run({ regionId: region, name });
    },
  };
  const onPage: readonly RowAction[] = [
    { id: 'edit', label: words('edit'), onAction: () => setOpen('edit') },
    { id: 'rotation', label: words('setRotation'), onAction: () => setOpen('rotation') },
  ];
  const whileLive: readonly RowAction[] = [
    { id: 'add', label: t('addVersion'), onAction: () => setOpen('add') },
    ...(page ? onPage : []),
    { id: 'schedule', label: t('scheduleDeletion'), onAction: () => setOpen('schedule') },
  ];
  const possible = isLeaving ? [restore] : whileLive;
  const shown = isDamaged ? [deleteNow] : [...possible, deleteNow];
  const details = { id: 'details', label: t('details'), href: secretPath(region, name) };
  const common = { region, name, onClose: () => setOpen(null) };
  return (
    <>
      {place === 'page' ? (
        <HeaderActions actions={shown} pending={cancel.pending} visible={2} />
      ) : (
        <RowActions subject={name} actions={[details, ...shown]} />
      )}
      {open === 'add' && (
        <AddVersionPanel
          {...common}
          generator={page?.now.generator ?? null}
          isRotating={page !== undefined && page.now.rotationDays !== null}
          action={actions.addVersion}
        />
      )}
      {open === 'edit' && page && (
        <SecretEditPanel {...common} current={page.now} action={page.actions.edit} />
      )}
      {open === 'rotation' && page && (
        <SecretRotationPanel {...common} current={page.now} action={page.actions.setRotation} />
      )}
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
