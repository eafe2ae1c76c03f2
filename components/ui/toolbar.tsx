import type { ReactNode } from 'react';

/** Over a list: what can be done at the left, search and filters at the right. */
export function Toolbar({ children, end }: { children?: ReactNode; end?: ReactNode }) {
  return (
    <div className="mb-3 flex flex-wrap items-center justify-between gap-2.5">
      <div className="flex flex-wrap items-center gap-2.5">{children}</div>
      {end !== undefined && <div className="flex flex-wrap items-center gap-2.5 max-sm:w-full">{end}</div>}
    </div>
  );
}
