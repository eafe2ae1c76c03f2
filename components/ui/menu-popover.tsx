'use client';

import { useRouter } from 'next/navigation';
import type { RefObject } from 'react';
import { RouterProvider } from 'react-aria-components';
import { Header, Menu, MenuItem, MenuSection, Popover, Text } from 'react-aria-components/Menu';
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
  const { onAction, disabledReason } = item;
  if (disabledReason !== undefined)
    return <ShutItem label={item.label} id={item.id} reason={disabledReason} />;
  return (
    <MenuItem
      id={item.id}
      textValue={item.label}
      {...(item.href !== undefined && { href: item.href })}
      {...(onAction !== undefined && { onAction: () => onChoose(onAction) })}
      className={cx(itemClass, 'group', item.tone === 'danger' && 'text-danger-ink!')}
    >
      <span className="flex-1">{item.label}</span>
      {canBeSelected && <Icon name="check" className="invisible text-accent group-selected:visible" />}
    </MenuItem>
  );
}

function ShutItem({ id, label, reason }: { id: string; label: string; reason: string }) {
  return (
    <MenuItem
      id={id}
      textValue={label}
      shouldCloseOnSelect={false}
      // React Aria passes over disabled items; this one can be reached, so that its reason can be read.
      render={(props) => ('href' in props ? <a {...props} /> : <div {...props} aria-disabled="true" />)}
      className={cx(itemClass, 'cursor-default')}
    >
      <span className="flex flex-col">
        <Text slot="label" className="text-ink-2">
          {label}
        </Text>
        <Text slot="description" className="text-caption text-ink-2">
          {reason}
        </Text>
      </span>
    </MenuItem>
  );
}
