'use client';

import { useRouter } from 'next/navigation';
import type { RefObject } from 'react';
import { RouterProvider } from 'react-aria-components';
import { Header, Menu, MenuItem, MenuSection, Popover } from 'react-aria-components/Menu';
import { cx } from './cx';
import { Icon } from './icon';
import type { MenuChoice, MenuGroup } from './menu-choice';
import { itemClass, popClass } from './menu-class';

type MenuPopoverProps = {
  label: string;
  groups: readonly MenuGroup[];
  trigger: RefObject<HTMLElement | null>;
  placement: 'bottom start' | 'bottom end';
  focus: 'first' | 'menu';
  /** Told the action of what was chosen; to be run once the menu has gone. */
  onChoose: (action: () => void) => void;
  onClose: () => void;
};

/** The opened part of `MenuButton`; loaded when it is first needed. */
export default function MenuPopover(props: MenuPopoverProps) {
  const { label, groups, trigger, placement, focus, onChoose, onClose } = props;
  const router = useRouter();
  return (
    <RouterProvider navigate={router.push}>
      <Popover
        trigger="MenuTrigger"
        triggerRef={trigger}
        isOpen
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
        placement={placement}
        offset={4}
        aria-label={label}
        className={cx(popClass, 'max-h-96 min-w-44 overflow-auto')}
      >
        <Menu
          aria-label={label}
          autoFocus={focus === 'first' ? 'first' : true}
          onClose={onClose}
          className="p-1 outline-none"
        >
          {groups.map((group) => (
            <Group key={group.id} group={group} menu={label} onChoose={onChoose} />
          ))}
        </Menu>
      </Popover>
    </RouterProvider>
  );
}

type Choose = Pick<MenuPopoverProps, 'onChoose'>;

function Group({ group, menu, onChoose }: Choose & { group: MenuGroup; menu: string }) {
  const selection =
    group.selected === undefined
      ? {}
      : ({ selectionMode: 'single', disallowEmptySelection: true, selectedKeys: [group.selected] } as const);
  return (
    <MenuSection
      id={group.id}
      {...(group.label === undefined && { 'aria-label': menu })}
      {...selection}
      className="border-line not-first:mt-1 not-first:border-t not-first:pt-1"
    >
      {group.label !== undefined && (
        <Header className="px-2.5 pt-1.5 pb-1 font-medium text-caption text-ink-3">{group.label}</Header>
      )}
      {group.items.map((item) => (
        <Item key={item.id} item={item} canBeSelected={group.selected !== undefined} onChoose={onChoose} />
      ))}
    </MenuSection>
  );
}

function Item({ item, canBeSelected, onChoose }: Choose & { item: MenuChoice; canBeSelected: boolean }) {
  const { onAction } = item;
  return (
    <MenuItem
      id={item.id}
      textValue={item.label}
      isDisabled={item.isDisabled ?? false}
      {...(item.href !== undefined && { href: item.href })}
      {...(onAction !== undefined && { onAction: () => onChoose(onAction) })}
      className={cx(itemClass, 'group', item.tone === 'danger' && 'text-danger-ink!')}
    >
      <span className="flex-1">{item.label}</span>
      {canBeSelected && <Icon name="check" className="invisible text-accent group-selected:visible" />}
    </MenuItem>
  );
}
