import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * For a dialog: what had the focus may go with the next answer (an OK that has done its work). The dialog takes
 * it then, at once, so that no key pressed meanwhile is lost.
 */
export function useKeptFocus<E extends HTMLElement>(): RefObject<E | null> {
  const dialog = useRef<E>(null);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) dialog.current?.focus();
  });
  return dialog;
}
