'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { cx } from './cx';
import { Icon } from './icon';
import type { MenuGroup } from './menu-choice';

export type MenuButtonProps = {
  /** What the menu is about, for screen readers; begin it with what the button shows. */
  label: string;
  children: ReactNode;
  groups: readonly MenuGroup[];
  placement?: 'bottom start' | 'bottom end';
  hasChevron?: boolean;
  className?: string | undefined;
};

const openingKeys: readonly string[] = ['Enter', ' ', 'ArrowDown'];

const load = () => import('./menu-popover');
const MenuPopover = dynamic(load, { ssr: false });

/** A button that opens a menu. The menu's code comes when a person points at the button or reaches it. */
export function MenuButton(props: MenuButtonProps) {
  const { label, children, groups, placement = 'bottom start', hasChevron = true, className } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<'no' | 'byKey' | 'byPress'>('no');
  const isOpen = opened !== 'no';
  const chosen = useRef<(() => void) | undefined>(undefined);
  useEffect(() => {
    const action = chosen.current;
    if (isOpen || action === undefined) return;
    chosen.current = undefined;
    button.current?.focus(); // so that a panel opened by the action gives the focus back to this button
    action();
  }, [isOpen]);
  const preload = () => void load();
  const open = (how: 'byKey' | 'byPress') => {
    button.current?.focus();
    setOpened(how);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={label}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => open('byPress')}
        onKeyDown={(event) => {
          if (!openingKeys.includes(event.key)) return;
          event.preventDefault();
          open('byKey');
        }}
        className={cx(
          'inline-flex min-h-6 select-none items-center gap-1 whitespace-nowrap rounded-control',
          className,
        )}
      >
        {children}
        {hasChevron && <Icon name="chevronDown" className="size-3.5 opacity-70" />}
      </button>
      {isOpen && (
        <MenuPopover
          label={label}
          groups={groups}
          trigger={button}
          placement={placement}
          focus={opened === 'byKey' ? 'first' : 'menu'}
          onChoose={(action) => {
            chosen.current = action;
          }}
          onClose={() => setOpened('no')}
        />
      )}
    </>
  );
}
