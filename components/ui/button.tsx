import { useTranslations } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';
import { type ButtonVariant, buttonClass } from './button-class';
import { Spinner } from './spinner';

export type ButtonProps = Omit<ComponentProps<'button'>, 'className'> & {
  variant?: ButtonVariant | undefined;
  /** Something is under way: the button keeps its width and focus, ignores presses and says so aloud. */
  pending?: boolean | undefined;
  icon?: ReactNode;
  className?: string | undefined;
};

/** A native button, so that it works in server components, in forms without JavaScript, and costs nothing. */
export function Button({
  variant = 'secondary',
  pending = false,
  icon,
  children,
  className,
  ...rest
}: ButtonProps) {
  const t = useTranslations('ui');
  const guard = pending
    ? { 'aria-disabled': true, onClick: (event: { preventDefault(): void }) => event.preventDefault() }
    : {};
  return (
    <>
      <button type="button" {...rest} {...guard} className={buttonClass(variant, className)}>
        <span className={pending ? 'contents text-transparent' : 'contents'}>
          {icon}
          {children}
        </span>
        {pending && (
          <span className="absolute inset-0 grid place-items-center">
            <Spinner />
          </span>
        )}
      </button>
      {pending && (
        <span role="status" className="sr-only">
          {t('pending')}
        </span>
      )}
    </>
  );
}
