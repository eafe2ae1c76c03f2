'use client';

import { useState } from 'react';
import { Focusable } from 'react-aria-components/Focusable';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { cx } from './cx';
import { popClass } from './menu-class';

/** An action that can't be done now: it can be reached, does nothing, and says why, aloud and in a tooltip. */
export function ShutAction({ label, reason }: { label: string; reason: string }) {
  const [isOpen, setOpen] = useState(false);
  const main = isOpen ? document.querySelector('main') : null;
  return (
    <TooltipTrigger isOpen={isOpen} onOpenChange={setOpen} delay={200} closeDelay={0}>
      <Focusable>
        <button
          type="button"
          aria-disabled="true"
          aria-description={reason}
          onClick={() => setOpen(true)} // touch has no hover
          className="inline-flex min-h-6 cursor-default items-center whitespace-nowrap rounded-control text-ink-3"
        >
          {label}
        </button>
      </Focusable>
      <Tooltip
        offset={4}
        {...(main && { UNSTABLE_portalContainer: main })} // in no landmark it would be skipped over
        className={cx(popClass, 'max-w-72 px-2.5 py-1.5 text-caption')}
      >
        {reason}
      </Tooltip>
    </TooltipTrigger>
  );
}
