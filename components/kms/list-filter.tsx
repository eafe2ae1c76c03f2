import { MenuButton } from '../ui/menu';

export type FilterOption = { readonly id: string; readonly label: string; readonly href: string };

/** One filter over a list, as "State: All"; what is chosen stands in the address. */
export function ListFilter({
  name,
  chosen,
  options,
}: {
  name: string;
  chosen: string;
  options: readonly FilterOption[];
}) {
  const current = options.find((option) => option.id === chosen) ?? options[0];
  const shown = `${name}: ${current?.label ?? ''}`;
  return (
    <MenuButton
      label={shown}
      placement="bottom end"
      groups={[{ id: 'filter', selected: current?.id ?? '', items: options }]}
      className="h-8 max-w-64 rounded-control border border-line-strong bg-surface px-3 hover:border-accent hover:text-accent"
    >
      <span className="truncate">{shown}</span>
    </MenuButton>
  );
}
