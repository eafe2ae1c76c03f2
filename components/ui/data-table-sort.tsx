import { Icon } from './icon';
import { Link } from './link';

export type SortDirection = 'ascending' | 'descending';

export type TableSort = {
  by: string;
  direction: SortDirection;
  /** The address of the list sorted so, from its first page. */
  href: (by: string, direction: SortDirection) => string;
};

type SortLinkProps = { sortKey: string; sort: TableSort; children: string };

export function SortLink({ sortKey, sort, children }: SortLinkProps) {
  const isCurrent = sort.by === sortKey;
  const next = isCurrent && sort.direction === 'ascending' ? 'descending' : 'ascending';
  return (
    <Link
      href={sort.href(sortKey, next)}
      quiet
      scroll={false}
      className="inline-flex min-h-6 items-center gap-1"
    >
      {children}
      {isCurrent && <Icon name={sort.direction === 'ascending' ? 'sortUp' : 'sortDown'} className="size-3" />}
    </Link>
  );
}
