'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../ui/button';
import { buttonClass } from '../ui/button-class';
import { MenuButton } from '../ui/menu';
import { once } from '../ui/once';
import type { RowAction } from '../ui/row-actions';

type HeaderActionsProps = {
  actions: readonly RowAction[];
  pending: boolean;
  /** How many stand as buttons where there are more than one over. */
  visible?: number;
};

/** A page's actions: the first as buttons, the others under More. */
export function HeaderActions({ actions, pending, visible = 1 }: HeaderActionsProps) {
  const t = useTranslations('ui');
  const shown = actions.length <= visible + 1 ? actions : actions.slice(0, visible);
  const others = actions.slice(shown.length);
  return (
    <>
      {shown.map((action, index) => (
        <Button
          key={action.id}
          onClick={once(action.onAction)}
          pending={action.pending === true || (pending && index === 0)}
        >
          {action.label}
        </Button>
      ))}
      {others.length > 0 && (
        <MenuButton
          label={t('more')}
          placement="bottom end"
          groups={[{ id: 'more', items: others }]}
          className={buttonClass('secondary')}
        >
          {t('more')}
        </MenuButton>
      )}
    </>
  );
}
