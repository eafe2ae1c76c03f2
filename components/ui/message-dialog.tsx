'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './button';
import { cx } from './cx';
import { Form, type FormErrors, FormMessage } from './form';
import { Icon } from './icon';
import { TextField } from './text-field';
import { useKeptFocus } from './use-kept-focus';

export type MessageDialogProps = {
  title: ReactNode;
  children: ReactNode;
  /** With what was typed; empty if nothing was asked for. */
  onConfirm: (typed: string) => void;
  onClose: () => void;
  tone?: 'warning' | 'danger';
  pending?: boolean | undefined;
  errors?: FormErrors | undefined;
  okLabel?: ReactNode;
  cancelLabel?: ReactNode;
  /** OK stays shut until exactly this was typed. */
  confirmText?: string | undefined;
  /** The label of that field; "Type … to confirm" if absent. */
  confirmLabel?: ReactNode;
};

const looks = {
  warning: { sign: 'bg-warning-soft text-warning-ink', button: 'primary' },
  danger: { sign: 'bg-danger-soft text-danger-ink', button: 'danger' },
} as const;

/** A question in the middle of the page that must be answered. Open while rendered; load it lazily. */
export function MessageDialog(props: MessageDialogProps) {
  const {
    title,
    children,
    onConfirm,
    onClose,
    tone = 'danger',
    pending = false,
    errors,
    confirmText,
  } = props;
  const t = useTranslations('ui');
  const dialog = useKeptFocus<HTMLElement>();
  const [typed, setTyped] = useState('');
  const isShut = confirmText !== undefined && typed !== confirmText;
  const look = looks[tone];
  return (
    <ModalOverlay
      isOpen
      isKeyboardDismissDisabled={pending}
      onOpenChange={(open) => {
        if (!open && !pending) onClose();
      }}
      className="fixed inset-0 z-50 flex h-(--visual-viewport-height) items-center justify-center bg-scrim p-4 transition-opacity duration-100 entering:opacity-0 exiting:opacity-0"
    >
      <Modal className="flex max-h-full w-full max-w-[520px] rounded-card bg-raised shadow-pop transition-transform duration-100 entering:scale-98 exiting:scale-98">
        <Dialog ref={dialog} role="alertdialog" className="min-w-0 flex-1 overflow-y-auto p-6 outline-none">
          <Form hasOwnMessage errors={errors} onSubmit={() => !isShut && onConfirm(typed)} className="gap-0">
            <div className="flex gap-3.5">
              <span className={cx('grid size-7 shrink-0 place-items-center rounded-full', look.sign)}>
                <Icon name="warning" />
              </span>
              <div className="flex min-w-0 flex-1 flex-col gap-3">
                <Heading slot="title" className="break-words pt-0.5 font-semibold text-heading">
                  {title}
                </Heading>
                <div className="flex flex-col gap-3 text-ink-2">{children}</div>
                <FormMessage errors={errors} />
                {confirmText !== undefined && (
                  <TextField
                    label={
                      props.confirmLabel ?? t.rich('typeToConfirm', { text: () => <b>{confirmText}</b> })
                    }
                    value={typed}
                    onChange={setTyped}
                    autoComplete="off"
                    autoFocus
                  />
                )}
                <div className="mt-2 flex justify-end gap-2.5">
                  <Button
                    onClick={onClose}
                    disabled={pending}
                    autoFocus={confirmText === undefined}
                    className="min-w-18"
                  >
                    {props.cancelLabel ?? t('cancel')}
                  </Button>
                  <Button
                    type="submit"
                    variant={look.button}
                    pending={pending}
                    disabled={isShut}
                    className="min-w-18"
                  >
                    {props.okLabel ?? t('ok')}
                  </Button>
                </div>
              </div>
            </div>
          </Form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
