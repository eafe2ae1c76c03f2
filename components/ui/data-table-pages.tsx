import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import { Link } from './link';

/** Keyset pages: the address of each that there is, seen from this one. */
export type TableLinks = {
  firstHref?: string | undefined;
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  lastHref?: string | undefined;
};

/** The foot of a table: how many rows, and the way to other pages. */
export function TablePages({
  count,
  firstHref,
  previousHref,
  nextHref,
  lastHref,
}: TableLinks & { count?: ReactNode }) {
  const t = useTranslations('ui');
  const hasPages = previousHref !== undefined || nextHref !== undefined;
  if (count === undefined && !hasPages) return null;
  return (
    <div className="flex min-h-10 items-center justify-between gap-3 border-line px-3.5 text-caption text-ink-2 tabular-nums @2xl:border-t @max-2xl:px-0.5">
      <span>{count}</span>
      {hasPages && (
        <nav aria-label={t('pages')} className="flex items-center gap-1">
          <PageLink href={firstHref} label={t('firstPage')} icon="chevronFirst" />
          <PageLink href={previousHref} label={t('previousPage')} icon="chevronLeft" />
          <PageLink href={nextHref} label={t('nextPage')} icon="chevronRight" />
          <PageLink href={lastHref} label={t('lastPage')} icon="chevronLast" />
        </nav>
      )}
    </div>
  );
}

type PageLinkProps = { href: string | undefined; label: string; icon: IconName };

function PageLink({ href, label, icon }: PageLinkProps) {
  const box = 'grid size-7 place-items-center rounded-control';
  if (href === undefined) {
    return (
      <span aria-hidden="true" className={cx(box, 'opacity-40')}>
        <Icon name={icon} />
      </span>
    );
  }
  return (
    <Link href={href} quiet aria-label={label} title={label} className={cx(box, 'hover:bg-hover')}>
      <Icon name={icon} />
    </Link>
  );
}
