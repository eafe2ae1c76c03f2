import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Link } from './link';

export type Crumb = { label: string; href?: string };

export type PageHeaderProps = {
  title: ReactNode;
  /** From the outside in; the last one is this page. */
  crumbs?: readonly Crumb[];
  /** A status or badge beside the title. */
  mark?: ReactNode;
  /** One line on what the page is for. */
  help?: ReactNode;
  actions?: ReactNode;
};

export function PageHeader({ title, crumbs, mark, help, actions }: PageHeaderProps) {
  const t = useTranslations('ui');
  return (
    <header className="mb-4 flex flex-col gap-1">
      {crumbs !== undefined && (
        <nav aria-label={t('breadcrumb')} className="max-sm:hidden">
          <ol className="mb-1 flex flex-wrap text-caption text-ink-2">
            {crumbs.map((crumb, index) => (
              <li
                key={crumb.label}
                className="flex max-w-full after:px-1 after:text-ink-3 not-last:after:content-['/']"
              >
                {crumb.href === undefined || index === crumbs.length - 1 ? (
                  <span
                    {...(index === crumbs.length - 1 && { 'aria-current': 'page' })}
                    title={crumb.label}
                    className="max-w-96 truncate text-ink"
                  >
                    {crumb.label}
                  </span>
                ) : (
                  <Link href={crumb.href} quiet className="-my-1 inline-block py-1">
                    {crumb.label}
                  </Link>
                )}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2.5">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2.5">
          <h1 className="min-w-0 break-words font-semibold text-title">{title}</h1>
          {mark}
        </div>
        {actions !== undefined && <div className="flex flex-wrap gap-2.5">{actions}</div>}
      </div>
      {help !== undefined && <p className="max-w-[120ch] text-ink-2">{help}</p>}
    </header>
  );
}
