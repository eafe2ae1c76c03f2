'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../ui/button';
import { buttonClass } from '../ui/button-class';
import { MenuButton } from '../ui/menu';
import { once } from '../ui/once';
import type { RowAction } from '../ui/row-actions';

/** A page's actions: the first as a button, the others under More. */
export function HeaderActions({ actions, pending }: { actions: readonly RowAction[]; pending: boolean }) {
  const t = useTranslations('ui');
  const [first, ...others] = actions;
  const [only] = others.length === 1 ? others : [];
  return (
    <>
      {first && (
        <Button onClick={once(first.onAction)} pending={pending}>
          {first.label}
        </Button>
      )}
      {only && (
        <Button onClick={once(only.onAction)} pending={only.pending}>
          {only.label}
        </Button>
      )}
      {others.length > 1 && (
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
