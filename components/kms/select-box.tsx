'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { cx } from '../ui/cx';
import { type Selected, useSelection } from './selection';

// Without JavaScript nothing can be chosen, and the list shows no boxes.
const boxClass = 'block size-4 accent-accent noscript:invisible';

/** Chooses the item of a row. */
export function SelectBox({ item }: { item: Selected }) {
  const t = useTranslations('bulk');
  const { chosen, choose } = useSelection();
  return (
    <label className="-m-2 block cursor-pointer p-2">
      <input
        type="checkbox"
        aria-label={t('select', { name: item.label })}
        checked={chosen.has(item.id)}
        onChange={(event) => choose([item], event.target.checked)}
        className={cx(boxClass, 'mt-0.5')}
      />
    </label>
  );
}

/** Chooses all items of the page, or none of them. */
export function SelectPageBox({ items }: { items: readonly Selected[] }) {
  const t = useTranslations('bulk');
  const { chosen, choose } = useSelection();
  const box = useRef<HTMLInputElement>(null);
  const count = items.filter(({ id }) => chosen.has(id)).length;
  const isMixed = count > 0 && count < items.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = isMixed;
  }, [isMixed]);
  return (
    <label className="-m-2 block cursor-pointer p-2">
      <input
        ref={box}
        type="checkbox"
        aria-label={t('selectPage')}
        checked={items.length > 0 && count === items.length}
        onChange={(event) => choose(items, event.target.checked)}
        className={boxClass}
      />
    </label>
  );
}
