'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { KeyOperation } from '@/lib/kms/errors';
import { allowedOperations } from '@/lib/kms/key-operations';
import { specFacts } from '@/lib/kms/key-specs';
import type { KeySpec, KeyState } from '@/lib/kms/model';
import { type RowAction, RowActions } from '../ui/row-actions';
import { HeaderActions } from './header-actions';
import type { EditedFields } from './key-edit-panel';
import type { KeyActions as Actions } from './kms-actions';
import { usePromptAction } from './use-prompt-action';

const ScheduleKeyPanel = dynamic(
  () => import('./schedule-key-panel').then((module) => module.ScheduleKeyPanel),
  { ssr: false },
);
const DeleteKeyMessage = dynamic(
  () => import('./delete-key-message').then((module) => module.DeleteKeyMessage),
  { ssr: false },
);
const KeyEditPanel = dynamic(() => import('./key-edit-panel').then((module) => module.KeyEditPanel), {
  ssr: false,
});
const KeyRotationPanel = dynamic(
  () => import('./key-rotation-panel').then((module) => module.KeyRotationPanel),
  { ssr: false },
);

type Known = RowAction & { id: KeyOperation };

type KeyActionsProps = {
  region: string;
  keyId: string;
  alias: string | null;
  state: KeyState;
  spec: KeySpec;
  actions: Actions;
  /** In a list's row, or in the header of the key's own page, which it leaves when the key is gone. */
  place: 'row' | 'page';
  /** What the key's own page offers besides; `rotation`: of symmetric keys alone. */
  page?: {
    readonly fields: EditedFields;
    readonly isDamaged: boolean;
    readonly rotation: { readonly days: number | null } | null;
  };
};

/** What may be done to a key in its state, by the table that the use cases go by. */
export function KeyActions(props: KeyActionsProps) {
  const { region, keyId, alias, state, spec, actions, place, page } = props;
  const t = useTranslations('keys');
  const words = useTranslations('keyPage');
  const router = useRouter();
  const [open, setOpen] = useState<'schedule' | 'delete' | 'edit' | 'rotation' | null>(null);
  const named = { name: alias ?? keyId };
  const rotated = specFacts[spec].isSlow ? words('rotationBegun', named) : t('rotated', named);
  const rotate = usePromptAction(actions.rotate, rotated);
  const enable = usePromptAction(actions.enable, t('enabled', named));
  const disable = usePromptAction(actions.disable, t('disabled', named));
  const cancel = usePromptAction(actions.cancelDeletion, t('deletionCancelled', named));
  const ref = { regionId: region, keyId };
  const pending = rotate.pending || enable.pending || disable.pending || cancel.pending;
  const whenIdle = (run: (input: unknown) => void) => () => {
    if (!pending) run(ref);
  };

  const allowed: readonly KeyOperation[] = page?.isDamaged ? ['deleteNow'] : allowedOperations[state];
  const pageOnly: readonly Known[] = page
    ? [
        { id: 'edit', label: words('edit'), onAction: () => setOpen('edit') },
        ...(page.rotation
          ? [{ id: 'setRotation' as const, label: words('rotation'), onAction: () => setOpen('rotation') }]
          : []),
      ]
    : [];
  const known: readonly Known[] = [
    { id: 'rotate', label: t('rotate'), onAction: whenIdle(rotate.run), pending: rotate.pending },
    { id: 'enable', label: t('enable'), onAction: whenIdle(enable.run), pending: enable.pending },
    {
      id: 'cancelDeletion',
      label: t('cancelDeletion'),
      onAction: whenIdle(cancel.run),
      pending: cancel.pending,
    },
    ...pageOnly,
    { id: 'disable', label: t('disable'), onAction: whenIdle(disable.run), pending: disable.pending },
    { id: 'scheduleDeletion', label: t('scheduleDeletion'), onAction: () => setOpen('schedule') },
    { id: 'deleteNow', label: t('deleteNow'), onAction: () => setOpen('delete'), tone: 'danger' },
  ];
  const shown = known.filter(({ id }) => allowed.includes(id));
  const details = { id: 'details', label: t('details'), href: `/${region}/keys/${keyId}` };
  const close = () => setOpen(null);
  const panel = { region, keyId, name: named.name, onClose: close };
  return (
    <>
      {place === 'page' ? (
        <HeaderActions actions={shown} pending={pending} visible={2} />
      ) : (
        <RowActions subject={named.name} actions={[details, ...shown]} />
      )}
      {open === 'edit' && page && <KeyEditPanel {...panel} current={page.fields} action={actions.edit} />}
      {open === 'rotation' && page?.rotation && (
        <KeyRotationPanel {...panel} days={page.rotation.days} action={actions.setRotation} />
      )}
      {open === 'schedule' && <ScheduleKeyPanel {...panel} action={actions.scheduleDeletion} />}
      {open === 'delete' && (
        <DeleteKeyMessage
          {...panel}
          action={actions.deleteNow}
          onDeleted={() => {
            if (place === 'page') router.push(`/${region}/keys`);
          }}
        />
      )}
    </>
  );
}
