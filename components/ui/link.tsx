import NextLink from 'next/link';
import type { ComponentProps } from 'react';
import { type ButtonVariant, buttonClass } from './button-class';
import { cx } from './cx';

type LinkProps = ComponentProps<typeof NextLink>;

/* No prefetch unless asked for: every page reads the database, and a list has a link in every row. */

/** A link inside the console; `quiet` takes the colour of the text around it until pointed at. */
export function Link({ className, quiet = false, ...rest }: LinkProps & { quiet?: boolean | undefined }) {
  const colour = quiet ? 'text-inherit hover:text-accent' : 'text-accent';
  return (
    <NextLink
      prefetch={false}
      {...rest}
      className={cx('rounded-control underline-offset-2 hover:underline', colour, className)}
    />
  );
}

/** A link that looks like a button: for going somewhere, where a button would do something. */
export function ButtonLink({
  variant = 'secondary',
  className,
  ...rest
}: LinkProps & { variant?: ButtonVariant | undefined }) {
  return <NextLink prefetch={false} {...rest} className={buttonClass(variant, className)} />;
}
