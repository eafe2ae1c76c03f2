import { useTranslations } from 'next-intl';
import { CopyButton } from './copy-button';
import { cx } from './cx';
import { Link } from './link';

export type IdTextProps = {
  id: string;
  /** Ends in an ellipsis where there is no room; the whole is in the title and in what is copied. */
  truncate?: boolean;
  canCopy?: boolean;
  /** Where the id leads. */
  href?: string | undefined;
  className?: string | undefined;
};

/** An id in a monospaced face; it never wraps. */
export function IdText({ id, truncate = false, canCopy = false, href, className }: IdTextProps) {
  const t = useTranslations('ui');
  return (
    <span
      className={cx(
        'mono inline-flex max-w-full items-center gap-0.5 whitespace-nowrap leading-4 text-ink-2',
        className,
      )}
    >
      <span {...(truncate && { title: id, className: 'min-w-0 truncate' })}>
        {href === undefined ? id : <Link href={href}>{id}</Link>}
      </span>
      {canCopy && <CopyButton text={id} label={t('copyWhat', { what: id })} className="-my-1" />}
    </span>
  );
}
