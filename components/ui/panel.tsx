'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './button';
import { cx } from './cx';
import { Form, type FormErrors, FormMessage } from './form';
import { Icon } from './icon';
import { useKeptFocus } from './use-kept-focus';

export type PanelProps = {
  title: ReactNode;
  children: ReactNode;
  onClose: () => void;
  /** Given, body and footer are one form and OK submits it. Without it the footer has Close alone. */
  onSubmit?: ((data: FormData) => void) | undefined;
  errors?: FormErrors | undefined;
  /** The work is under way: OK turns, and the panel can't be closed by accident. */
  pending?: boolean | undefined;
  okLabel?: ReactNode;
  cancelLabel?: ReactNode;
  okVariant?: 'primary' | 'danger';
  isOkDisabled?: boolean | undefined;
  /** A few words beside the buttons, as "Nothing has been changed yet". */
  footnote?: ReactNode;
  /** In place of the buttons. */
  footer?: ReactNode;
  size?: 'normal' | 'wide';
};

/**
 * Slides in from the right over the page; full width on a phone. It is open while it is rendered, so render it
 * conditionally and load it lazily. Escape closes it, and focus goes back to what opened it.
 */
export function Panel(props: PanelProps) {
  const { title, children, onClose, onSubmit, errors, pending = false, size = 'normal' } = props;
  const t = useTranslations('ui');
  const dialog = useKeptFocus<HTMLElement>();
  const body = (
    <>
      <div className="flex flex-1 flex-col gap-4 overflow-y-auto overscroll-contain px-5 py-5">
        <FormMessage errors={errors} />
        {children}
      </div>
      <footer className="flex items-center gap-2.5 border-line border-t bg-surface px-5 py-3">
        {props.footer ?? <Buttons {...props} />}
      </footer>
    </>
  );
  return (
    <ModalOverlay
      isOpen
      isKeyboardDismissDisabled={pending}
      onOpenChange={(open) => {
        if (!open && !pending) onClose();
      }}
      className="fixed inset-0 z-40 bg-scrim transition-opacity duration-100 entering:opacity-0 exiting:opacity-0"
    >
      <Modal
        className={cx(
          'fixed inset-y-0 right-0 flex h-(--visual-viewport-height) w-full bg-surface shadow-panel transition-transform duration-140 ease-out',
          'entering:translate-x-8 exiting:translate-x-8',
          size === 'wide' ? 'md:max-w-[760px]' : 'sm:max-w-[560px]',
        )}
      >
        <Dialog ref={dialog} className="flex min-w-0 flex-1 flex-col outline-none">
          <header className="flex items-center gap-3 border-line border-b py-2 pr-3 pl-5">
            <Heading slot="title" className="min-w-0 flex-1 break-words py-1 font-semibold text-heading">
              {title}
            </Heading>
            <Button
              variant="quiet"
              aria-label={t('close')}
              onClick={onClose}
              disabled={pending}
              className="shrink-0"
            >
              <Icon name="close" />
            </Button>
          </header>
          {onSubmit === undefined ? (
            <div className="flex min-h-0 flex-1 flex-col">{body}</div>
          ) : (
            <Form hasOwnMessage errors={errors} onSubmit={onSubmit} className="min-h-0 flex-1 gap-0">
              {body}
            </Form>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Buttons({
  onClose,
  onSubmit,
  pending,
  okLabel,
  cancelLabel,
  okVariant = 'primary',
  isOkDisabled,
  footnote,
}: PanelProps) {
  const t = useTranslations('ui');
  return (
    <>
      {onSubmit !== undefined && (
        <Button
          type="submit"
          variant={okVariant}
          pending={pending}
          disabled={isOkDisabled}
          className="min-w-18"
        >
          {okLabel ?? t('ok')}
        </Button>
      )}
      <Button onClick={onClose} disabled={pending} className="min-w-18">
        {cancelLabel ?? (onSubmit === undefined ? t('close') : t('cancel'))}
      </Button>
      {footnote !== undefined && (
        <span className="ml-auto text-right text-caption text-ink-2">{footnote}</span>
      )}
    </>
  );
}
