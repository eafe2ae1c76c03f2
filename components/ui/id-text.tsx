import { useTranslations } from 'next-intl';
import { CopyButton } from './copy-button';
import { cx } from './cx';

export type IdTextProps = {
  id: string;
  /** Gives way in the middle where there is no room, and keeps the last 6 characters; the whole is in the title. */
  truncate?: boolean;
  canCopy?: boolean;
  className?: string | undefined;
};

/** An id in a monospaced face; it never wraps. */
export function IdText({ id, truncate = false, canCopy = false, className }: IdTextProps) {
  const t = useTranslations('ui');
  return (
    <span
      className={cx(
        'mono inline-flex max-w-full items-center gap-0.5 whitespace-nowrap leading-4 text-ink-2',
        className,
      )}
    >
      {truncate && id.length > 12 ? (
        <span title={id} className="flex min-w-0">
          <span className="truncate">{id.slice(0, -6)}</span>
          <span>{id.slice(-6)}</span>
        </span>
      ) : (
        <span>{id}</span>
      )}
      {canCopy && <CopyButton text={id} label={t('copyWhat', { what: id })} className="-my-1" />}
    </span>
  );
}
