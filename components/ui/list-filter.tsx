import { useTranslations } from 'next-intl';
import { MenuButton } from './menu';

export type FilterOption = { readonly id: string; readonly label: string };

type ListFilterProps = {
  name: string;
  /** The option that the list is narrowed to; null: all. */
  chosen: string | null;
  options: readonly FilterOption[];
  /** The list's address, narrowed to the option or to none. */
  href: (id: string | null) => string;
};

const all = 'all';

/** One filter over a list, as "State: All"; what is chosen stands in the address. */
export function ListFilter({ name, chosen, options, href }: ListFilterProps) {
  const t = useTranslations('ui');
  const current = options.find((option) => option.id === chosen);
  const shown = t('named', { name, value: current?.label ?? t('all') });
  const items = [
    { id: all, label: t('all'), href: href(null) },
    ...options.map(({ id, label }) => ({ id, label, href: href(id) })),
  ];
  return (
    <MenuButton
      label={shown}
      placement="bottom end"
      groups={[{ id: 'filter', selected: current?.id ?? all, items }]}
      className="h-8 max-w-64 rounded-control border border-line-strong bg-surface px-3 hover:border-accent hover:text-accent"
    >
      <span className="truncate">{shown}</span>
    </MenuButton>
  );
}
