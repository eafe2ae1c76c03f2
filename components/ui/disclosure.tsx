import type { ReactNode } from 'react';
import { Icon } from './icon';

/** More, for those who want it: folds without JavaScript. */
export function Disclosure({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded-control text-accent">
        <Icon name="chevronRight" className="transition-transform group-[[open]]:rotate-90" />
        {summary}
      </summary>
      <div className="pt-2 pl-5">{children}</div>
    </details>
  );
}
