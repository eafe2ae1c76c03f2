import type { MouseEvent } from 'react';

/** A handler of presses that takes a double click for one: its second press is ignored, however quick the first was. */
export function once(action: (() => void) | undefined): (event: MouseEvent) => void {
  return (event) => {
    if (event.detail < 2) action?.();
  };
}
